def double(numbers):
    return [2 * number for number in numbers]


def square(numbers):
    return [number * number for number in numbers]
