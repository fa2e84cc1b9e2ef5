//! How messages are written (消息的写法): values one after the other, without names, for both sides are of the same build.
//!
//! A number is its digits and a comma; a text its length in bytes, a comma and itself; a list how many there are and
//! each of them; what may be missing a list of none or one; a message the name of its variant and the fields.
//!
//! Readers that serde derives take every field in several shapes and order. Here they are an eighth of their size, which
//! counts in the page.

/// What can stand in a message.
pub trait Form: Sized {
    /// Writes it at the end of a message.
    fn write(&self, to: &mut String);

    /// Reads it. Where the message is none, the value is one without meaning and `is_done` of the reader stays false.
    fn read(from: &mut Reader) -> Self;
}

/// A whole message: one of several variants.
pub trait Message: Sized {
    /// Writes it.
    fn write(&self) -> String;

    /// Reads it; `None` where it is none of ours.
    fn read(text: &str) -> Option<Self>;
}

/// Reads a message from its beginning to its end.
pub struct Reader<'a> {
    rest: &'a str,
    is_sound: bool,
}

impl<'a> Reader<'a> {
    /// At the beginning of a message.
    pub fn new(text: &'a str) -> Self {
        Self { rest: text, is_sound: true }
    }

    /// Whether all was read and made sense.
    pub fn is_done(&self) -> bool {
        self.is_sound && self.rest.is_empty()
    }

    /// The next number, in the type that is wanted; 0 where there is none or it is too large.
    fn number<T: TryFrom<u64> + Default>(&mut self) -> T {
        let (digits, rest) = self.rest.split_once(',').unwrap_or_default();
        self.rest = rest;
        let number = digits.parse::<u64>().ok().and_then(|number| T::try_from(number).ok());
        self.is_sound &= number.is_some();
        number.unwrap_or_default()
    }

    /// The next text; empty where there is none.
    pub fn text(&mut self) -> &'a str {
        let length = self.number();
        let parts = self.rest.split_at_checked(length);
        self.is_sound &= parts.is_some();
        let (text, rest) = parts.unwrap_or_default();
        self.rest = rest;
        text
    }
}

/// Writes a number.
fn write_number(number: u64, to: &mut String) {
    to.push_str(&number.to_string());
    to.push(',');
}

/// Writes a text.
pub fn write_text(text: &str, to: &mut String) {
    write_number(text.len() as u64, to);
    to.push_str(text);
}

impl Form for u64 {
    fn write(&self, to: &mut String) {
        write_number(*self, to);
    }

    fn read(from: &mut Reader) -> Self {
        from.number()
    }
}

impl Form for u32 {
    fn write(&self, to: &mut String) {
        write_number(u64::from(*self), to);
    }

    fn read(from: &mut Reader) -> Self {
        from.number()
    }
}

impl Form for usize {
    fn write(&self, to: &mut String) {
        write_number(*self as u64, to);
    }

    fn read(from: &mut Reader) -> Self {
        from.number()
    }
}

impl Form for bool {
    fn write(&self, to: &mut String) {
        write_number(u64::from(*self), to);
    }

    fn read(from: &mut Reader) -> Self {
        from.number::<u64>() == 1
    }
}

/// By its bits.
impl Form for f64 {
    fn write(&self, to: &mut String) {
        write_number(self.to_bits(), to);
    }

    fn read(from: &mut Reader) -> Self {
        Self::from_bits(from.number())
    }
}

impl Form for String {
    fn write(&self, to: &mut String) {
        write_text(self, to);
    }

    fn read(from: &mut Reader) -> Self {
        from.text().to_owned()
    }
}

impl<T: Form> Form for Vec<T> {
    fn write(&self, to: &mut String) {
        write_number(self.len() as u64, to);
        self.iter().for_each(|item| item.write(to));
    }

    fn read(from: &mut Reader) -> Self {
        let length: usize = from.number();
        let mut items = Self::new();
        // A length that is not true ends with the message.
        while items.len() < length && from.is_sound {
            items.push(T::read(from));
        }
        items
    }
}

impl<T: Form> Form for Option<T> {
    fn write(&self, to: &mut String) {
        write_number(u64::from(self.is_some()), to);
        self.iter().for_each(|item| item.write(to));
    }

    fn read(from: &mut Reader) -> Self {
        from.number::<u64>().eq(&1).then(|| T::read(from))
    }
}

impl<A: Form, B: Form> Form for (A, B) {
    fn write(&self, to: &mut String) {
        self.0.write(to);
        self.1.write(to);
    }

    fn read(from: &mut Reader) -> Self {
        (A::read(from), B::read(from))
    }
}

/// The form of a struct: its fields in this order.
macro_rules! fields {
    ($name:ident { $($field:tt),* }) => {
        impl $crate::protocol::form::Form for $name {
            fn write(&self, to: &mut String) {
                $($crate::protocol::form::Form::write(&self.$field, to);)*
            }

            fn read(from: &mut $crate::protocol::form::Reader) -> Self {
                Self { $($field: $crate::protocol::form::Form::read(from)),* }
            }
        }
    };
}

/// The form of an enum: the name of the variant, then its fields in this order.
macro_rules! variants {
    ($name:ident { $($variant:ident { $($field:ident),* })* }) => {
        impl $crate::protocol::form::Message for $name {
            fn write(&self) -> String {
                let mut to = String::new();
                match self {
                    $(Self::$variant { $($field),* } => {
                        $crate::protocol::form::write_text(stringify!($variant), &mut to);
                        $($crate::protocol::form::Form::write($field, &mut to);)*
                    })*
                }
                to
            }

            fn read(text: &str) -> Option<Self> {
                let from = &mut $crate::protocol::form::Reader::new(text);
                let read = match from.text() {
                    $(stringify!($variant) => Self::$variant { $($field: $crate::protocol::form::Form::read(from)),* },)*
                    _ => return None,
                };
                from.is_done().then_some(read)
            }
        }
    };
}

pub(super) use {fields, variants};

#[cfg(test)]
mod tests {
    use super::super::{JobId, Order, Reply, Request, WireGroup, WirePlace};
    use super::Message;

    fn group() -> WireGroup {
        let place = |mark| WirePlace { doc: 7, mark, words: "市发展改革委,".into(), more: "\"\n".into() };
        WireGroup { zh: "缺字段".into(), en: String::new(), count: 3, places: vec![place(None), place(Some(0))] }
    }

    #[test]
    fn a_message_arrives_as_it_was_sent() {
        let job = JobId(u32::MAX);
        let order = Order { format: "brat".into(), with_pending: true, states: vec!["new".into()], ..Order::default() };
        let export = Request::Export { job, order, write: false };
        assert_eq!(format!("{:?}", Request::read(&export.write())), format!("{:?}", Some(export)));
        for reply in [
            Reply::Starting,
            Reply::Ready { load_ms: 103.25 },
            Reply::Checked { job, faults: vec![group(), WireGroup::default()] },
            Reply::Exported { job, formats: vec![], counts: (1, 2), losses: vec![group()], ending: "zip".into() },
        ] {
            assert_eq!(format!("{:?}", Reply::read(&reply.write())), format!("{:?}", Some(reply)));
        }
        assert_eq!(Reply::Starting.write(), "8,Starting", "as the worker's script says it");
    }

    #[test]
    fn what_is_no_message_is_not_read() {
        let whole = Reply::Checked { job: JobId(12), faults: vec![group()] }.write();
        for (cut, _) in whole.char_indices() {
            assert!(Reply::read(&whole[..cut]).is_none(), "{cut}");
        }
        for odd in
            ["7,Unknown", "4,Done-1,", "4,Done4294967296,", "4,Done1,2,", "7,Checked1,99999999999,", "99,x", "1,字"]
        {
            assert!(Reply::read(odd).is_none(), "{odd}");
        }
    }
}
