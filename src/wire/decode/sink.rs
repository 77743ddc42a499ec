//! Where decoded values go: a table in the making.

use crate::wire::field::{Field, FIELD_COUNT};
use crate::wire::table::{Cell, CellKind, SessionTable};

/// Where decoded cells go. Text is told by its offset: in the body when it stands there as it is,
/// behind the body's end when it had to be made.
pub(super) struct Sink {
    body_start: usize,
    body_length: usize,
    pub(super) cells: Vec<Cell>,
    made: String,
    problems: Vec<Problem>,
    /// Elements of `value` that are no sessions.
    pub(super) skipped: Vec<(usize, &'static str)>,
    pub(super) elements: usize,
    /// Paths of unknown keys, where they are asked for.
    pub(super) unknown: Option<Vec<String>>,
}

/// A value that could not be read. The sentence is made at the end, when the session's name is known.
struct Problem {
    row: usize,
    path: &'static str,
    expected: &'static str,
    found: &'static str,
}

impl Sink {
    pub(super) fn new(body: &[u8]) -> Self {
        Sink {
            body_start: body.as_ptr() as usize,
            body_length: body.len(),
            cells: Vec::new(),
            made: String::new(),
            problems: Vec::new(),
            skipped: Vec::new(),
            elements: 0,
            unknown: None,
        }
    }

    pub(super) fn row(&self) -> usize {
        (self.cells.len() / FIELD_COUNT).saturating_sub(1)
    }

    pub(super) fn put(&mut self, field: Field, kind: CellKind, length: usize, value: i64) {
        let start = self.cells.len() - FIELD_COUNT;
        // Bodies are bounded far below 4 GiB by the transport.
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        self.cells[start + field as usize] = Cell {
            kind,
            length,
            value,
        };
    }

    /// Text that stands in the body as it is.
    pub(super) fn put_borrowed(&mut self, field: Field, text: &str) {
        let offset = (text.as_ptr() as usize).wrapping_sub(self.body_start);
        self.put(field, CellKind::String, text.len(), offset as i64);
    }

    /// Text that had to be unescaped or made of another value.
    pub(super) fn put_made(&mut self, field: Field, text: &str) {
        let offset = self.body_length + self.made.len();
        self.made.push_str(text);
        self.put(field, CellKind::String, text.len(), offset as i64);
    }

    pub(super) fn problem(
        &mut self,
        path: &'static str,
        expected: &'static str,
        found: &'static str,
    ) {
        let row = self.row();
        self.problems.push(Problem {
            row,
            path,
            expected,
            found,
        });
    }

    /// The table, and what there is to say of the body.
    pub(super) fn finish(mut self, body: Vec<u8>) -> (SessionTable, Findings) {
        let mut text = body;
        text.append(&mut std::mem::take(&mut self.made).into_bytes());
        let table = SessionTable {
            cells: self.cells,
            text,
        };
        let findings = Findings {
            problems: self.problems,
            skipped: self.skipped,
        };
        (table, findings)
    }
}

/// What could not be read.
pub(super) struct Findings {
    problems: Vec<Problem>,
    skipped: Vec<(usize, &'static str)>,
}

impl Findings {
    /// A sentence for each, as part of the service's answer.
    pub(super) fn of_answer(&self, sessions: &SessionTable) -> Vec<String> {
        let problems = self.problems.iter().map(|problem| {
            let session = match sessions.string(problem.row, Field::Name) {
                Some(name) => format!("session '{name}'"),
                None => format!("session {} of the page", problem.row + 1),
            };
            format!(
                "The service's answer has {} where {} of {session} should be {}: the property is left empty.",
                problem.found, problem.path, problem.expected
            )
        });
        let skipped = self.skipped.iter().map(|(element, found)| {
            format!(
                "The service's answer has {found} where element {} of 'value' should be a session: it is left out.",
                element + 1
            )
        });
        problems.chain(skipped).collect()
    }

    /// A sentence for each, of a single session.
    pub(super) fn of_session(&self) -> Vec<String> {
        let sentence = |problem: &Problem| {
            format!(
                "{} should be {} and is {}.",
                problem.path, problem.expected, problem.found
            )
        };
        self.problems.iter().map(sentence).collect()
    }
}
