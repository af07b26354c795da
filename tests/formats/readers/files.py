"""Files as schools and attackers send them, made on the spot."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

# Saved by LibreOffice: 附件2 with a merged title, a date, a text 0012; and a hidden sheet 隐藏.
_XLS = (
    "c-"
    "rk)X=q$k6h8OOBzcphnMvBzn$~n$ZL>|nB!Wh?CheqZU7Av>789^(GLytk7Lo`Cs!pv15eqGawm%A`kp5C!5cG#ylO"
    "KYJ694pvqL3EqLIua-Lc!$uo%8OSyu^uQk}7C&hI5zm?sD!u+dcEec;Upkw@WV3EV!FIG-"
    "dfH+eK4ApVJ8t8Jad_S(Zb#mf=4Ile%UZdLh3oAj>=lXlmK!>UtUef3TbS@Ef8aZKqz;12jyTz-nlWd%gM0nVRRg`N"
    "H!43*VppH~Vo9FrEFgzi0c;1Lgx)01JSAI|NW6un4#kxC&S-"
    "Ize<3a1HQgU<q(7a2@a#U@34tFbLcL+z7lCcpGq&=C4fGjFo6t>3%ipnq_}<!@y@kirHE8{)*37<Rbe^(1^FZW1<(A"
    "fvwcfx)EuMw+H_%*d{!*Ddu4mO1edPp{oX+0T$4kLjOR@Euw#bMhezzo!)CS3in5)+$d!MN=5I<oUepZ3r+l5^!%8Z"
    "fubB0p*D(BH|>Wf?8b-"
    "^`h+d)1sTEip|;8w9<{iy;Te0wn$%A5#C@=fM=_?C2GNSpgY=M4B2?<lrxCWy`=h<lfwp+5w~)@WRSpAMt9yD{t2;U"
    "-#0*F1S1af;`OzTLc_*R&GC#VJA)S^SeFS%x?w+gc@yXfriaF?^Ip~#h(0ys?Sq?wtbI{G%{GYe!-"
    "f8*?1Dym}Tn7>!sS6X?QWqt>Qm;(pNWChNW$hD#Is)@*=GZ|V)pYW=opqq()5ke%jD|XPa{S1v#0IQrOqoEUJx3K?g"
    "_$9cB%hSMvy*a@rX7q7nocm3t9?7=CE4IV!a$P_DFi5UR5hY(q|%=Qc8D@z6edED`8(|D54eaN9n#<ea=K2RMipz>("
    "1of$I({70mFW6T@VEQag<*edtOZvP4%gP<!*|iHmn}p<lYa8r5wP7X22P8-"
    "Sl0%JN!y(UX1LRQ?An2Ivim8Na|Ezlb!6Su%XgGCJSFtRv}kA(OMpV^5Wb9gD`iHNlrPFyC(Ire+DlSy#{AA0!?z7("
    "u6B89-R~PJT<vpkiau~fA`=6<h18n-"
    "?89UGCK{Yt(PQ{x(sOcbQm>ePebNG{Y^7mYnMOdjL$<3^exa!}G$ReomiIJmQl1>n)n1UELa!L3_?wbP2A6hEp=YFe"
    "26`UdGh`%l`XRyu-"
    "=3f9<azSxn4wqm$a993_j!YRJf;N`ujrlR$n+!aVi_hMu;rIDwLbFVe)1&4vWhoZE_7cqkmliKP_E45IlSM!MiIT6Z"
    "O1O6dqf`mMDhzy&IW)^D08RjUPw8Qy``pgDpfjKr_yN7YPkcq%z|#2nG2Aa>5>^OUS_HH_mt(ywcqdo)3BYe{pmh_G"
    "e6SZKF~MV7aIz0f3`gu58icW^`5r<(Re&6C*0N@i`6eCcTl!xT`){p;^Nb-OA|-"
    "VUc27h6?pBqNmXU<e96~+P^%|@uh;oSqrQ@db)K<T=NcV4-"
    "{{xw|A$FCci?td&vW1}?Q0G3;e+2OcRLgQCH!3c{NkCKwSg0-z<=oa8%_L%n?-"
    "BYd5#mN0xn*6Y4=Dv*Ky8lXda!g#%JEz-~V`YV6eNdcjj4Hfokh&!T|aw;6~>Ea{gI5oNf-"
    "^$!MP4egeA>&;dLIn2!S)^UqG*(80*cAg><wIeHqwzCF;fX7KRzg7){ga`5@g*$mu~vXf?H1JMP`k3(Fh`G2|2)g>o"
    "EX7LQp--C>UWxoSj5EGd&WeC|yA1Hsfmc4&g2KQe9d_A>)6Lx499-^XwnekJ<fb)l3`!DtXfBpouM?cv"
)


def xls() -> bytes:
    return zlib.decompress(base64.b85decode(_XLS))


def zipped(parts: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def sheet(cells: str, *, after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{after}</worksheet>'


def xlsx(part: str | bytes, *, strings: str | None = None, **more: str | bytes) -> bytes:
    """A workbook with one sheet, 附件2, of hand-written XML."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship '
        f'Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet '
        'name="附件2" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": part,
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    return zipped(parts | more)


def docx(body: str) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:w14="{WORD_2010}" '
            f'xmlns:mc="{COMPATIBILITY}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        }
    )


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"
