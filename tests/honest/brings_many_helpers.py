"""Brings along many small functions of its own."""
# lab: scale-and-shift


def helper_0(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(0)
    return doubled - x


def helper_1(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(1)
    return doubled - x


def helper_2(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(2)
    return doubled - x


def helper_3(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(3)
    return doubled - x


def helper_4(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(4)
    return doubled - x


def helper_5(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(5)
    return doubled - x


def helper_6(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(6)
    return doubled - x


def helper_7(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(7)
    return doubled - x


def helper_8(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(8)
    return doubled - x


def helper_9(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(9)
    return doubled - x


def helper_10(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(10)
    return doubled - x


def helper_11(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(11)
    return doubled - x


def helper_12(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(12)
    return doubled - x


def helper_13(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(13)
    return doubled - x


def helper_14(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(14)
    return doubled - x


def helper_15(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(15)
    return doubled - x


def helper_16(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(16)
    return doubled - x


def helper_17(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(17)
    return doubled - x


def helper_18(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(18)
    return doubled - x


def helper_19(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(19)
    return doubled - x


def helper_20(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(20)
    return doubled - x


def helper_21(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(21)
    return doubled - x


def helper_22(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(22)
    return doubled - x


def helper_23(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(23)
    return doubled - x


def helper_24(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(24)
    return doubled - x


def helper_25(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(25)
    return doubled - x


def helper_26(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(26)
    return doubled - x


def helper_27(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(27)
    return doubled - x


def helper_28(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(28)
    return doubled - x


def helper_29(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(29)
    return doubled - x


def helper_30(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(30)
    return doubled - x


def helper_31(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(31)
    return doubled - x


def helper_32(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(32)
    return doubled - x


def helper_33(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(33)
    return doubled - x


def helper_34(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(34)
    return doubled - x


def helper_35(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(35)
    return doubled - x


def helper_36(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(36)
    return doubled - x


def helper_37(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(37)
    return doubled - x


def helper_38(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(38)
    return doubled - x


def helper_39(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(39)
    return doubled - x


def helper_40(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(40)
    return doubled - x


def helper_41(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(41)
    return doubled - x


def helper_42(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(42)
    return doubled - x


def helper_43(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(43)
    return doubled - x


def helper_44(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(44)
    return doubled - x


def helper_45(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(45)
    return doubled - x


def helper_46(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(46)
    return doubled - x


def helper_47(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(47)
    return doubled - x


def helper_48(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(48)
    return doubled - x


def helper_49(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(49)
    return doubled - x


def helper_50(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(50)
    return doubled - x


def helper_51(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(51)
    return doubled - x


def helper_52(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(52)
    return doubled - x


def helper_53(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(53)
    return doubled - x


def helper_54(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(54)
    return doubled - x


def helper_55(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(55)
    return doubled - x


def helper_56(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(56)
    return doubled - x


def helper_57(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(57)
    return doubled - x


def helper_58(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(58)
    return doubled - x


def helper_59(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(59)
    return doubled - x


def helper_60(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(60)
    return doubled - x


def helper_61(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(61)
    return doubled - x


def helper_62(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(62)
    return doubled - x


def helper_63(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(63)
    return doubled - x


def helper_64(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(64)
    return doubled - x


def helper_65(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(65)
    return doubled - x


def helper_66(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(66)
    return doubled - x


def helper_67(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(67)
    return doubled - x


def helper_68(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(68)
    return doubled - x


def helper_69(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(69)
    return doubled - x


def helper_70(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(70)
    return doubled - x


def helper_71(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(71)
    return doubled - x


def helper_72(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(72)
    return doubled - x


def helper_73(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(73)
    return doubled - x


def helper_74(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(74)
    return doubled - x


def helper_75(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(75)
    return doubled - x


def helper_76(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(76)
    return doubled - x


def helper_77(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(77)
    return doubled - x


def helper_78(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(78)
    return doubled - x


def helper_79(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(79)
    return doubled - x


def helper_80(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(80)
    return doubled - x


def helper_81(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(81)
    return doubled - x


def helper_82(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(82)
    return doubled - x


def helper_83(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(83)
    return doubled - x


def helper_84(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(84)
    return doubled - x


def helper_85(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(85)
    return doubled - x


def helper_86(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(86)
    return doubled - x


def helper_87(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(87)
    return doubled - x


def helper_88(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(88)
    return doubled - x


def helper_89(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(89)
    return doubled - x


def helper_90(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(90)
    return doubled - x


def helper_91(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(91)
    return doubled - x


def helper_92(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(92)
    return doubled - x


def helper_93(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(93)
    return doubled - x


def helper_94(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(94)
    return doubled - x


def helper_95(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(95)
    return doubled - x


def helper_96(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(96)
    return doubled - x


def helper_97(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(97)
    return doubled - x


def helper_98(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(98)
    return doubled - x


def helper_99(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(99)
    return doubled - x


def helper_100(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(100)
    return doubled - x


def helper_101(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(101)
    return doubled - x


def helper_102(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(102)
    return doubled - x


def helper_103(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(103)
    return doubled - x


def helper_104(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(104)
    return doubled - x


def helper_105(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(105)
    return doubled - x


def helper_106(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(106)
    return doubled - x


def helper_107(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(107)
    return doubled - x


def helper_108(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(108)
    return doubled - x


def helper_109(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(109)
    return doubled - x


def helper_110(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(110)
    return doubled - x


def helper_111(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(111)
    return doubled - x


def helper_112(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(112)
    return doubled - x


def helper_113(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(113)
    return doubled - x


def helper_114(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(114)
    return doubled - x


def helper_115(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(115)
    return doubled - x


def helper_116(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(116)
    return doubled - x


def helper_117(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(117)
    return doubled - x


def helper_118(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(118)
    return doubled - x


def helper_119(x):
    """One of many small steps that leave the number as it is."""
    doubled = x + x
    if doubled is None:
        raise ValueError(119)
    return doubled - x


STEPS = [value for name, value in sorted(globals().items()) if name.startswith("helper_")]


def scale(x, factor):
    out = x * factor
    for step in STEPS:
        out = step(out)
    return out


def shift(x, amount):
    out = x + amount
    for step in reversed(STEPS):
        out = step(out)
    return out
