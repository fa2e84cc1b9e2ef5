//! Tables (表格) as readers of documents write them: one row a line, cells separated by tabs.

use super::clause::{Clause, ClauseForm};
use super::duty::{self, Field};
use super::punct;
use crate::text::ViewSpan;
use std::ops::Range;

/// A row of a table of tasks, below a heading row that names a column of departments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    /// The whole line.
    pub span: ViewSpan,
    /// The cell of the task's number; empty where there is no such column.
    pub number: ViewSpan,
    /// The cell that says what is to be done.
    pub title: Option<ViewSpan>,
}

/// The tables of a text: their rows of tasks and the cells that name departments.
#[derive(Debug, Default)]
pub struct Tables {
    /// Rows in order.
    pub rows: Vec<TaskRow>,
    /// Cells of departments, in order.
    pub clauses: Vec<Clause>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Number,
    Title,
    Departments(duty::Duty, ViewSpan),
    Rest,
}

/// Reads all tables of a text. Tables without a heading row that names departments are left alone.
pub fn tables(text: &str) -> Tables {
    let mut found = Tables::default();
    let mut columns: Vec<Column> = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let range = at..at + line.len();
        at = range.end + 1;
        if !line.contains('\t') {
            columns.clear();
            continue;
        }
        let cells = cells(text, range.clone());
        if let Some(heading) = heading(text, &cells) {
            columns = heading;
        } else if !columns.is_empty() {
            row(text, range, &cells, &columns, &mut found);
        }
    }
    found
}

fn cells(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = line.start;
    for cell in text.get(line).unwrap_or("").split('\t') {
        found.push(punct::trimmed(text, start..start + cell.len()));
        start += cell.len() + 1;
    }
    found
}

fn heading(text: &str, cells: &[Range<usize>]) -> Option<Vec<Column>> {
    let columns: Vec<_> = cells
        .iter()
        .map(|cell| match text.get(cell.clone()).unwrap_or("") {
            "序号" | "编号" | "序" => Column::Number,
            word => match duty::field(word) {
                Some(Field::Departments(duty)) => Column::Departments(duty, ViewSpan::from_range(cell.clone())),
                Some(Field::Other) => Column::Rest,
                None if is_title(word) => Column::Title,
                None => Column::Rest,
            },
        })
        .collect();
    columns.iter().any(|column| matches!(column, Column::Departments(..))).then_some(columns)
}

fn is_title(word: &str) -> bool {
    ["任务", "事项", "内容", "项目", "举措", "要点", "措施"].iter().any(|end| word.ends_with(end))
}

fn row(text: &str, line: Range<usize>, cells: &[Range<usize>], columns: &[Column], found: &mut Tables) {
    let mut number = ViewSpan::from_range(line.start..line.start);
    let mut title = None;
    for (cell, column) in cells.iter().zip(columns) {
        let span = ViewSpan::from_range(cell.clone());
        let is_empty = text.get(cell.clone()).is_none_or(str::is_empty);
        match *column {
            Column::Number => number = span,
            // The last column of words is the most particular one: 重点任务 before 具体任务.
            Column::Title if !is_empty => title = Some(span),
            Column::Departments(duty, trigger) if !is_empty => {
                found.clauses.push(Clause { span, content: span, trigger, form: ClauseForm::Field(duty) });
            }
            Column::Title | Column::Departments(..) | Column::Rest => {}
        }
    }
    found.rows.push(TaskRow { span: ViewSpan::from_range(punct::trimmed(text, line)), number, title });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_below_a_heading_of_departments_are_tasks() {
        let text = "序号\t重点任务\t牵头单位\t完成时限\n1\t优化流程\t市公安局\t2024年底\n2\t扩大供给\t市教育局、市财政局\t\n正文\n甲\t乙\n";
        let tables = tables(text);
        let words = |span: ViewSpan| text.get(span.range()).unwrap_or("?");
        let rows: Vec<_> = tables.rows.iter().map(|row| (words(row.number), row.title.map(words))).collect();
        assert_eq!(rows, [("1", Some("优化流程")), ("2", Some("扩大供给"))]);
        let cells: Vec<_> =
            tables.clauses.iter().map(|cell| (cell.form, words(cell.content), words(cell.trigger))).collect();
        let lead = ClauseForm::Field(duty::Duty::Lead);
        assert_eq!(cells, [(lead, "市公安局", "牵头单位"), (lead, "市教育局、市财政局", "牵头单位")]);
    }
}
