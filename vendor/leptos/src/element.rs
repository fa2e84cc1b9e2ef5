//! Elements: one type for all, which knows its name.

pub use whole::tachys::html::element::*;

/// An element known by its name, still without attributes and children.
pub type Named = HtmlElement<Custom<&'static str>, (), ()>;

macro_rules! elements {
    ($($name:ident $tag:literal)*) => {$(
        #[doc = concat!("The element `", stringify!($name), "`.")]
        pub fn $name() -> Named {
            custom($tag)
        }
    )*};
}

// In capitals, as the browser gives the name of an element that stands in a document; a view that is built again is
// compared by that.
elements! {
    a "A" article "ARTICLE" aside "ASIDE" b "B" button "BUTTON" canvas "CANVAS" div "DIV" em "EM" footer "FOOTER"
    form "FORM" h1 "H1" h2 "H2" h3 "H3" header "HEADER" i "I" kbd "KBD" label "LABEL" li "LI" main "MAIN" nav "NAV"
    ol "OL" option "OPTION" output "OUTPUT" p "P" progress "PROGRESS" section "SECTION" small "SMALL" span "SPAN"
    strong "STRONG" summary "SUMMARY" table "TABLE" tbody "TBODY" td "TD" tr "TR" ul "UL"
}
