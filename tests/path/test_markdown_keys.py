"""Identities: written ones stand, missing ones are made from the words."""

from roadmap.path.markdown import parse
from roadmap.path.markdown.keys import made_key


def keys(text: str) -> list[str]:
    return [topic.key for topic in parse(text).walk()]


def test_a_key_is_made_from_the_words() -> None:
    assert made_key("**Dropout**, L1/L2 & [weight decay](https://a.b)") == "dropout-l1-l2-weight-decay"
    assert made_key("`torch.save()`: what it keeps") == "torch-save-what-it-keeps"


def test_a_title_without_latin_letters_gets_a_key_all_the_same() -> None:
    assert made_key("注意力") == made_key("注意力") != made_key("卷积")


def test_a_long_title_gives_a_key_that_fits() -> None:
    assert len(made_key("word " * 100)) <= 100


def test_topics_of_the_same_words_are_told_apart_by_what_they_stand_under() -> None:
    text = "## P\n- RNN\n  - Basics\n- CNN\n  - Basics\n"
    other_way_round = "## P\n- CNN\n  - Basics\n- RNN\n  - Basics\n"
    assert keys(text) == ["rnn", "rnn-basics", "cnn", "cnn-basics"]
    assert set(keys(other_way_round)) == set(keys(text))


def test_topics_of_the_same_words_side_by_side_are_numbered() -> None:
    assert keys("## P\n- a\n- a\n- a\n") == ["p-a", "p-a-2", "p-a-3"]


def test_a_made_key_never_takes_a_written_one() -> None:
    assert keys("## P\n- Dropout\n- Something else ^dropout\n") == ["p-dropout", "dropout"]


def test_the_same_id_in_two_phases_is_the_same_concept() -> None:
    assert keys("## P\n- a ^same\n## Q\n- b ^same\n") == ["same", "same"]


def test_an_id_repeated_within_a_phase_keeps_both_topics_and_says_so() -> None:
    outline = parse("## P\n- a ^same\n- b ^same\n")
    assert [topic.key for topic in outline.walk()] == ["same", "b"]
    assert outline.remarks == ["“b” repeats ^same within “P”; it was kept as a topic of its own."]


def test_phases_of_the_same_title_have_keys_of_their_own() -> None:
    phases = parse("## P\n- a\n## P\n- b\n## Q ^p\n- c\n").phases
    assert [phase.key for phase in phases] == ["p-2", "p-3", "p"]


def test_an_id_too_long_for_a_key_stays_a_word() -> None:
    (topic,) = parse(f"- a ^{'x' * 121}").walk()
    assert topic.title.endswith("x" * 121)
    assert topic.key == f"a-{'x' * 98}"
