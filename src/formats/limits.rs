//! How much a file may hold and cost. Every reader counts what it really reads, never what a file says of itself.

/// The most bytes of a file that holds one text.
pub const TEXT_BYTES: u64 = 20 * 1024 * 1024;
/// The most bytes of a file that holds many documents.
pub const DATASET_BYTES: u64 = 256 * 1024 * 1024;
/// The most code points of one text.
pub const TEXT_CODE_POINTS: u64 = 6_000_000;
/// The most entries of a zip archive.
pub const ZIP_ENTRIES: usize = 2_000;
/// The most bytes that one entry of a zip archive may unpack to.
pub const ZIP_ENTRY_BYTES: u64 = 64 * 1024 * 1024;
/// The most bytes that all entries read from a zip archive may unpack to.
pub const ZIP_TOTAL_BYTES: u64 = 256 * 1024 * 1024;
/// The most bytes that one part of a project package may unpack to.
pub const PACKAGE_PART_BYTES: u64 = 256 * 1024 * 1024;
/// The most bytes that all parts of a project package may unpack to. They are read one after the other, each no further
/// than the package's list of parts says; a backup of everything that the program can hold stays below it.
pub const PACKAGE_BYTES: u64 = 1024 * 1024 * 1024;
/// The most bytes that one byte of a zip archive may unpack to, after the first [`ZIP_RATIO_FROM`].
pub const ZIP_RATIO: u64 = 200;
/// From how many unpacked bytes on the ratio counts.
pub const ZIP_RATIO_FROM: u64 = 1024 * 1024;
/// The most pages of a PDF.
pub const PDF_PAGES: usize = 5_000;
/// The most bytes of drawing and of fonts that are read from a PDF, counted each time they are drawn.
pub const PDF_CONTENT_BYTES: u64 = 128 * 1024 * 1024;
/// How deep the elements of an XML file may nest.
pub const XML_DEPTH: usize = 256;
/// The most attributes of an XML element.
pub const XML_ATTRIBUTES: usize = 256;
/// The most cells that are read from a table.
pub const TABLE_CELLS: usize = 1_000_000;
/// The most marks of one document.
pub const DOCUMENT_MARKS: usize = 500_000;
/// The most problems that are listed for one file; further ones are counted.
pub const LISTED_PROBLEMS: usize = 200;
