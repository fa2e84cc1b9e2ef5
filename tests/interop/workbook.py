"""openpyxl: our workbooks open, no cell is a formula, and a workbook of its own comes in as documents."""

from openpyxl import Workbook, load_workbook

from common import PROJECT, WORK, check, equal, marks, read, said, written


@check("openpyxl: the workbook opens and its sheet of marks says what was marked")
def load():
    book = load_workbook(written("xlsx") / "zhupi.xlsx")
    head, *rows = book["标注"].iter_rows(values_only=True)
    column = {name: place for place, name in enumerate(head)}
    found = sorted((row[column["document"]], row[column["label"]], row[column["text"]]) for row in rows)
    equal(found, sorted((it[0], label, words) for it in PROJECT for label, words in said(marks(it))))
    equal(book["关系"].max_row - 1, sum(len(it[3]) for it in PROJECT))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                equal(cell.data_type == "f", False)


@check("openpyxl: the ledger opens as a sheet with a header")
def ledger():
    book = load_workbook(written("ledger-xlsx") / "ledger.xlsx")
    equal(book.sheetnames, ["任务分解表"])
    equal(book.active["A1"].value, "文档")


@check("openpyxl: a column of texts that it writes is read")
def back():
    book = Workbook()
    book.active.append(["编号", "正文", "类别"])
    for name, text, *_ in PROJECT:
        book.active.append([name, text, "通知"])
    path = WORK / "from-openpyxl.xlsx"
    book.save(path)
    records = read(path)
    equal([(it["id"], it["text"]) for it in records], [(name, text) for name, text, *_ in PROJECT])
