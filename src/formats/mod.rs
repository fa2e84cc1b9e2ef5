//! Interchange formats: bytes to values and back, one file a format, everything bounded.
