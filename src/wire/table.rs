//! Many sessions as one block of cells over one block of text.

use super::field::{Field, FIELD_COUNT};
use super::fields::{FieldValue, SessionFields};

/// What a cell of a table holds. The numbers are part of the C ABI.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// Nothing: the field was missing, null, or of a type that can't be read.
    Absent = 0,
    /// UTF-8 text: `value` is its offset in the table's text, `length` its bytes.
    String = 1,
    /// A whole number in `value`, within 32 bits.
    Integer = 2,
    /// 0 or 1 in `value`.
    Boolean = 3,
    /// 100 ns ticks since 1970-01-01T00:00:00Z in `value`.
    Time = 4,
}

/// One field of one session. Sixteen bytes; text is given by offset, so that a table can move in
/// memory and needs no unsafe code to make.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What `value` means.
    pub kind: CellKind,
    /// Bytes of text when `kind` is a string, else 0.
    pub length: u32,
    /// An offset, a number, a truth value or an instant.
    pub value: i64,
}

// A part of the C ABI: four bytes of kind, four of length, eight of value.
const _: () = assert!(std::mem::size_of::<Cell>() == 16 && std::mem::align_of::<Cell>() <= 8);

impl Cell {
    /// A cell with nothing in it.
    ///
    /// cbindgen:ignore
    pub const ABSENT: Cell = Cell {
        kind: CellKind::Absent,
        length: 0,
        value: 0,
    };
}

/// Sessions as rows of [`FIELD_COUNT`] cells, and the text that the cells point into. The text
/// starts with the body that the sessions came in: what needed no unescaping is not copied.
#[derive(Default)]
pub struct SessionTable {
    pub(super) cells: Vec<Cell>,
    pub(super) text: Vec<u8>,
}

/// The size only: a cell may hold a secret.
impl std::fmt::Debug for SessionTable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "SessionTable({} sessions)", self.len())
    }
}

/// The body holds secrets of the sessions.
impl Drop for SessionTable {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.text);
    }
}

impl SessionTable {
    /// How many sessions there are.
    pub fn len(&self) -> usize {
        self.cells.len() / FIELD_COUNT
    }

    /// Whether there is no session.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// All cells, session by session.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The bytes that string cells point into.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// The cell of `field` of the session in `row`; absent past the end.
    pub fn cell(&self, row: usize, field: Field) -> Cell {
        self.cells
            .get(row * FIELD_COUNT + field as usize)
            .copied()
            .unwrap_or(Cell::ABSENT)
    }

    /// The text of `field` of the session in `row`; None when the cell holds no text.
    pub fn string(&self, row: usize, field: Field) -> Option<&str> {
        let cell = self.cell(row, field);
        if cell.kind != CellKind::String {
            return None;
        }
        let start = usize::try_from(cell.value).ok()?;
        let bytes = self.text.get(start..start + cell.length as usize)?;
        std::str::from_utf8(bytes).ok()
    }

    /// The session in `row` as typed fields of its own.
    pub fn fields(&self, row: usize) -> SessionFields {
        let mut fields = SessionFields::default();
        for field in Field::ALL {
            let cell = self.cell(row, field);
            let value = match cell.kind {
                CellKind::Absent => continue,
                CellKind::String => self.string(row, field).unwrap_or_default().into(),
                CellKind::Integer => FieldValue::Integer(cell.value as i32),
                CellKind::Boolean => FieldValue::Boolean(cell.value != 0),
                CellKind::Time => FieldValue::Time(cell.value),
            };
            // The decoder writes cells of the field's own type only.
            let set = fields.set(field, value);
            debug_assert!(set.is_ok());
        }
        fields
    }
}
