"""How people title the columns of the two annexes.

The notice's own titles come back reworded, abbreviated, with remarks in brackets, or split over
two rows.  `title_field` says which field a title means; the table of wordings is ordered, the
first that fits wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from qingyuan.core.tables.fields import Field
from qingyuan.core.tables.text import compact

_CARRIER = r"(?:APP|应用程序|应用|软件|小程序|公众号|微信号|平台|程序|产品|工具)"
_REMARK = re.compile(r"[(\[【〔{].*?[)\]】〕}]")
_PUNCTUATION = re.compile(r"[^\w]|_")
_REQUIRED_MARK = re.compile(r"^[*★※]+|[*★※:：]+$")
_MAX_TITLE = 24
_NAMED_TOO = re.compile(r"名称|标题|题目")  # 文件名称及文号
_DOCUMENT_NUMBER = re.compile(r"文号|字号")  # also in brackets: 编号（文号）


@dataclass(frozen=True, slots=True)
class Title:
    """What a column title means.

    `rank` 0 is a title for this very field, 1 one that serves when no better column is there
    (是否备案 beside 备案号), 2 a word that only its neighbours make clear (名称).
    """

    field: Field
    rank: int = 0


def _rule(pattern: str, field: Field, rank: int = 0) -> tuple[re.Pattern[str], Title]:
    return re.compile(pattern), Title(field, rank)


_RULES = (
    _rule(r"^(?:序号?|顺序号?|行号|项次|NO|№|号|序列号?|编号)$", Field.SERIAL),
    _rule(
        r"代码|标识码|编码|负责人|责任人|经办人|(?:分管|主管|带班|签批)领导|姓名|联系|电话|手机|邮箱|开发|研发|运营|提供[者商方]|提供单位|供应|厂商|厂家|企业|公司"
        r"|主办者|年级|班级|人数|数量|用户数|覆盖|备注|^(?:情况|其他|补充|有关)?说明$|填[报表]人|填[报表](?:时间|日期)|网址|链接"
        r"|下载|二维码|启用|开始使用|使用[时年][间限]|使用对象|适用|面向|版本|上架|审核|满意|学科|科目|学段|学期|整改|清理",
        Field.OTHER,
    ),
    _rule(
        r"(?:发文|文件|公文|通知|活动|依据)的?(?:编号|文号|字号|号码?)$|文号|发文字号",
        Field.DOCUMENT_NUMBER,
    ),
    _rule(r"ICP|公安|软著|著作权|等保", Field.FILING_NUMBER, 1),
    _rule(r"备案(?:编?号码?|证号|序号|登记号)|教APP备", Field.FILING_NUMBER),
    _rule(r"备案", Field.FILING_NUMBER, 1),
    _rule(
        rf"{_CARRIER}(?:的|之)?(?:基本情况|信息|全|具体|规范)?(?:名称|名字?|称|全称)$",
        Field.APP_NAME,
    ),
    _rule(r"依据的?文件|文件依据|^依据$|[什哪][么个些]文件", Field.DOCUMENT_NAME),
    _rule(
        r"(?:文件|活动|通知|发文|公文)(?:或活动|及活动|和活动)?的?(?:名称?|全称|标题|主题|题目)",
        Field.DOCUMENT_NAME,
    ),
    _rule(
        rf"^(?:{_CARRIER}|APP使用|载体|媒介)?的?(?:类型|类别|形式|种类|形态|载体)$", Field.APP_KIND
    ),
    _rule(
        r"部署|(?:要求|推广|推荐|布置|下达)的?(?:单位|部门|层级|级别|主体|来源|人|渠道)|由谁",
        Field.DEPLOYED_BY,
    ),
    _rule(r"集体|决策|研究|班子|会议|议定|上会", Field.COLLECTIVE_DECISION),
    _rule(r"收费(?:标准|金额|项目|方式|依据|说明|主体)|金额|价格|费用标准|资费", Field.CHARGES, 1),
    _rule(r"收费|付费|费用|缴费|交费|收取|[花交要出掏收]钱|有偿|免费", Field.CHARGES),
    _rule(
        r"推荐(?:使用)?(?:或|还是|和|与)?强制|是否(?:为)?(?:强制|推荐|统一|必须|自愿|要求)|强制"
        r"|^推荐(?:使用)?$|使用(?:方式|性质|要求|属性|类型|类别|情形|形式|程度|模式)|要求程度|推广方式|推荐方式|推广性质",
        Field.REQUIREMENT,
    ),
    _rule(
        r"科室|部门|处室|股室|牵头|发起|主办|承办|组织单位|责任单位|负责(?:科室|部门|单位)",
        Field.DEPARTMENT,
    ),
    _rule(r"^(?:制?发文|印发)(?:单位|机关)(?:名称)?$", Field.SCHOOL, 1),
    _rule(
        r"目的|意义|事由|为什么|为何|缘由|原因|工作内容|工作任务|工作事项|主要内容|背景|目标",
        Field.PURPOSE,
    ),
    _rule(r"功能|用途|作用|场景|用处|做什么|干什么|用来", Field.FUNCTION),
    _rule(
        r"时限|有效期|截止|期限|有效时间|有效日期|起止|活动时间|业务时间|实施时间|结束|到期|^时间$|何时",
        Field.VALID_UNTIL,
    ),
    _rule(
        r"^(?:所属|所在)?(?:县市?区?|区县|县区市?|市县区?|地区|区域|区)(?:名称)?$|所属县|所在县",
        Field.COUNTY,
    ),
    _rule(
        r"^(?:填[报表]|使用|所属|所在|申报|上报|报送|应用|涉及|用户|各)?的?(?:学校|单位|园所|幼儿园|学校幼儿园|学校单位|单位学校"
        r"|校园|园校|机构|中小学|校|园)(?:全称|名称|名|简称)?$|^校名$|^园名$",
        Field.SCHOOL,
    ),
    _rule(
        rf"^(?:涉及|使用|在用|所用|推广|推荐|应用|安装|已|学校|的|各类|教育类?|移动|手机|互联网)*{_CARRIER}+$",
        Field.APP_NAME,
    ),
    _rule(rf"^(?:涉及|使用|在用|所用|推广|推荐|已|的)+{_CARRIER}", Field.APP_NAME, 2),
    _rule(
        r"^(?:文件|活动|通知)+(?:或|及|和)?(?:文件|活动|通知)*(?:情况|依据)?$|涉及(?:的)?(?:文件|活动)",
        Field.DOCUMENT_NAME,
        1,
    ),
    _rule(r"^(?:名称|名字|全称)$", Field.APP_NAME, 2),
    _rule(rf"{_CARRIER}", Field.APP_NAME, 2),
)


@lru_cache(maxsize=16384)
def title_text(text: str) -> str:
    """A title as it is compared: no spaces, remarks in brackets, punctuation or asterisks."""
    compacted = _REQUIRED_MARK.sub("", compact(text))
    if len(compacted) > 4 * _MAX_TITLE:
        return ""
    bare = _REMARK.sub("", compacted) or compacted
    return _PUNCTUATION.sub("", bare)


@lru_cache(maxsize=16384)
def title_field(text: str) -> Title | None:
    """The field that a column title means, or None.

    >>> title_field("推荐使用/ 强制使用").field.value
    'requirement'
    >>> title_field("教育APP备案号（没有的填无）").field.value
    'filing_number'
    >>> title_field("光山县第一小学") is None
    True
    """
    whole = compact(text)[:_MAX_TITLE]
    if _DOCUMENT_NUMBER.search(whole):
        both = _NAMED_TOO.search(whole)
        return Title(Field.DOCUMENT_NAME if both else Field.DOCUMENT_NUMBER)
    title = title_text(text)
    if not title or len(title) > _MAX_TITLE or re.search(r"\d{4}|附件|汇总表|统计表", title):
        return None
    for pattern, meaning in _RULES:
        if pattern.search(title):
            return meaning
    return None
