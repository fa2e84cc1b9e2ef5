//! Attributes: one type for all that hold the same kind of value.

use web_sys::Element;
use whole::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use whole::attr::{Attribute, AttributeValue, NamedAttributeKey, NextAttribute};
use whole::prelude::{AddAnyAttr, Render};
use whole::tachys::html::element::{ElementType, HtmlElement};
use whole::tachys::html::node_ref::{NodeRefAttr, NodeRefContainer, node_ref};

/// An attribute known by its name.
#[derive(Debug, Clone)]
pub struct Named<V> {
    name: &'static str,
    value: V,
}

impl<V: AttributeValue> Attribute for Named<V> {
    const MIN_LENGTH: usize = 0;

    type State = (&'static str, Element, V::State);
    type AsyncOutput = Named<V::AsyncOutput>;
    type Cloneable = Named<V::Cloneable>;
    type CloneableOwned = Named<V::CloneableOwned>;

    fn html_len(&self) -> usize {
        0
    }

    fn to_html(self, html: &mut String, _: &mut String, _: &mut String, _: &mut String) {
        self.value.to_html(self.name, html);
    }

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element) -> Self::State {
        self.build(element)
    }

    fn build(self, element: &Element) -> Self::State {
        (self.name, element.clone(), self.value.build(element, self.name))
    }

    fn rebuild(self, state: &mut Self::State) {
        // Another view of the same shape may have another attribute at this place; its value is not known to be set.
        if self.name == state.0 {
            self.value.rebuild(self.name, &mut state.2);
        } else {
            let element = state.1.clone();
            *state = self.build(&element);
        }
    }

    fn into_cloneable(self) -> Self::Cloneable {
        Named { name: self.name, value: self.value.into_cloneable() }
    }

    fn into_cloneable_owned(self) -> Self::CloneableOwned {
        Named { name: self.name, value: self.value.into_cloneable_owned() }
    }

    fn dry_resolve(&mut self) {
        self.value.dry_resolve();
    }

    async fn resolve(self) -> Self::AsyncOutput {
        Named { name: self.name, value: self.value.resolve().await }
    }

    fn keys(&self) -> Vec<NamedAttributeKey> {
        vec![NamedAttributeKey::Attribute(self.name.into())]
    }
}

impl<V: AttributeValue> NextAttribute for Named<V> {
    type Output<Next: Attribute> = Vec<AnyAttribute>;

    fn add_any_attr<Next: Attribute>(self, next: Next) -> Self::Output<Next> {
        vec![self.into_any_attr(), next.into_any_attr()]
    }
}

macro_rules! attributes {
    ($trait:ident, $what:literal: $($method:ident $name:literal)*) => {
        #[doc = concat!("Attributes ", $what, ".")]
        pub trait $trait<V: AttributeValue>: AddAnyAttr + Sized {
            $(
                #[doc = concat!("The attribute `", $name, "`.")]
                fn $method(self, value: V) -> Self::Output<Named<V>> {
                    self.add_any_attr(Named { name: $name, value })
                }
            )*
        }

        impl<E, At, Ch, V> $trait<V> for HtmlElement<E, At, Ch>
        where
            Self: AddAnyAttr,
            V: AttributeValue,
        {
        }
    };
}

attributes! { GlobalAttributes, "of HTML":
    accept "accept" autocomplete "autocomplete" autofocus "autofocus" checked "checked" cols "cols" disabled "disabled"
    download "download" draggable "draggable" hidden "hidden" href "href" id "id" inputmode "inputmode" lang "lang"
    max "max" maxlength "maxlength" method "method" min "min" multiple "multiple" name "name" open "open"
    placeholder "placeholder" popover "popover" r#for "for" r#type "type" role "role" rows "rows" selected "selected"
    spellcheck "spellcheck" step "step" tabindex "tabindex" title "title" value "value"
}

attributes! { AriaAttributes, "for people who do not see the page":
    aria_activedescendant "aria-activedescendant" aria_colcount "aria-colcount" aria_colspan "aria-colspan"
    aria_controls "aria-controls" aria_current "aria-current" aria_expanded "aria-expanded" aria_hidden "aria-hidden" aria_invalid "aria-invalid"
    aria_keyshortcuts "aria-keyshortcuts" aria_label "aria-label" aria_labelledby "aria-labelledby"
    aria_live "aria-live" aria_posinset "aria-posinset" aria_pressed "aria-pressed" aria_rowcount "aria-rowcount"
    aria_rowindex "aria-rowindex" aria_selected "aria-selected" aria_setsize "aria-setsize" aria_sort "aria-sort"
}

/// Handing out an element, whatever its own type is in the view.
pub trait NodeRefAttribute: AddAnyAttr + Sized {
    /// Puts the element into a container once it is there.
    fn node_ref<E: ElementType, C: NodeRefContainer<E>>(self, container: C) -> Self::Output<NodeRefAttr<E, C>>
    where
        Self::Output<NodeRefAttr<E, C>>: Render,
    {
        self.add_any_attr(node_ref(container))
    }
}

impl<E, At, Ch> NodeRefAttribute for HtmlElement<E, At, Ch> where Self: AddAnyAttr {}
