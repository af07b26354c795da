"""Which characters sound alike: the slips of people who type Chinese by its sound.

The 3,755 common characters of GB 2312-1980 (rows 16 to 55) stand in the order of their pinyin,
so the first character of each of its 396 syllables is all the data that is needed.
A character with several readings has the one under which the standard files it.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

_FIRST_OF_SYLLABLE = (
    "啊埃鞍肮凹芭白斑邦苞杯奔崩逼鞭标鳖彬兵玻捕擦猜餐苍操厕层插拆搀昌超车郴撑吃充抽初揣川疮吹"
    "春戳疵聪凑粗蹿摧村磋搭呆耽当刀德蹬堤颠碉跌丁丢东兜督端堆墩掇蛾恩而发藩坊菲芬丰佛否夫噶该"
    "干冈篙哥给根耕工钩辜刮乖棺光瑰辊锅哈骸酣夯壕呵嘿痕哼轰喉呼花槐欢荒灰荤豁击嘉歼僵蕉揭巾荆"
    "炯揪鞠捐撅均喀开刊康考坷肯坑空抠枯夸块宽匡亏坤括垃莱蓝琅捞勒雷棱厘俩联粮撩列琳玲溜龙楼芦"
    "驴峦掠抡萝妈埋瞒芒猫么玫门萌眯棉苗蔑民明谬摸谋拇拿氖南囊挠呢馁嫩能妮蔫娘鸟捏您柠牛脓奴女"
    "暖虐挪哦欧啪拍攀乓抛呸喷砰坯篇飘撇拼乒坡扑期掐牵枪橇切钦青琼秋趋圈缺裙然瓤饶惹壬扔日戎揉"
    "茹软蕊闰若撒腮三桑搔瑟森僧莎筛珊墒梢奢砷声师收蔬刷摔栓霜谁吮说斯松搜苏酸虽孙蓑塌胎坍汤掏"
    "特藤梯天挑贴厅通偷凸湍推吞拖挖歪豌汪威瘟嗡挝巫昔瞎掀相萧楔薪星兄休墟轩靴勋压焉殃邀椰一茵"
    "英哟拥幽迂鸳曰耘匝栽咱赃遭责贼怎增扎摘瞻樟招遮珍蒸芝中舟珠抓拽专桩椎谆捉兹鬃邹租钻嘴尊昨"
)
_LAST_COMMON = 0xD7F9


def _code(character: str) -> int:
    encoded = character.encode("gb2312", "ignore")
    return int.from_bytes(encoded, "big") if len(encoded) == 2 else 0


_STARTS = tuple(_code(character) for character in _FIRST_OF_SYLLABLE)


@lru_cache(maxsize=8192)
def syllable_of(character: str) -> int:
    """Number of the character's syllable from 1, 0 for a character that is not a common one."""
    code = _code(character)
    return bisect_right(_STARTS, code) if code <= _LAST_COMMON else 0


def sounds_alike(one: str, other: str) -> bool:
    """Whether two different characters have the same syllable, tones aside.

    >>> sounds_alike("分", "份"), sounds_alike("闽", "冀")
    (True, False)
    """
    syllable = syllable_of(one)
    return syllable > 0 and syllable == syllable_of(other)
