"""Writers: core's plain papers become files, each through one door per library.

`xlsx` writes a `Book` of sheets with XlsxWriter, `docx` a `Paper` with python-docx. Every file
is written beside its name and renamed (`atomic`), and every text is made fit for XML first
(`legible`).
"""
