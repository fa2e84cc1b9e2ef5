//! The drawing of a page, followed as far as it places text.

use super::font::Font;
use super::lines::{Page, Place};
use crate::formats::limits;
use crate::formats::problem::ProblemKind;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, ObjRef, Object, Stream};
use hayro_syntax::page::Resources;
use std::collections::HashMap;
use std::rc::Rc;

/// Forms within forms: programs nest two or three.
const FORM_DEPTH: usize = 8;
/// Saved states: the definition asks for 28.
const STATES: usize = 256;

/// What was read so far.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) pages: Vec<Page>,
    /// Glyphs shown, blank ones aside.
    pub(super) n_read: u64,
    /// Those of them whose text is not known.
    pub(super) n_unknown: u64,
    page: Page,
    fonts: HashMap<ObjRef, Rc<Font>>,
    /// Bytes of content and fonts worked through.
    cost: u64,
}

/// A matrix as PDF writes it: `a b c d e f`.
type Matrix = [f64; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// What `q` saves and `Q` brings back.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    leading: f64,
    spacing: f64,
    word_spacing: f64,
    /// Horizontal scale; 1 is normal.
    scale: f64,
}

/// Where text goes: the matrix of the next glyph and that of the line's start.
struct Pen {
    glyph: Matrix,
    line: Matrix,
}

impl Reading {
    /// Reads a page.
    ///
    /// # Errors
    /// [`ProblemKind::Bomb`] where the file has more content than any has to read.
    pub(super) fn page(&mut self, page: &hayro_syntax::page::Page<'_>) -> Result<(), ProblemKind> {
        let state = State {
            matrix: IDENTITY,
            font: None,
            size: 0.0,
            leading: 0.0,
            spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
        };
        if let Some(content) = page.page_stream() {
            self.content(content, page.resources(), state, 0)?;
        }
        self.pages.push(std::mem::take(&mut self.page));
        Ok(())
    }

    fn spend(&mut self, cost: usize) -> Result<(), ProblemKind> {
        self.cost += cost as u64;
        let is_within = self.cost <= limits::PDF_CONTENT_BYTES;
        if is_within { Ok(()) } else { Err(ProblemKind::Bomb { limit: "content" }) }
    }

    fn content(
        &mut self,
        content: &[u8],
        resources: &Resources<'_>,
        mut state: State,
        depth: usize,
    ) -> Result<(), ProblemKind> {
        self.spend(content.len())?;
        let mut saved: Vec<State> = Vec::new();
        let mut pen = Pen { glyph: IDENTITY, line: IDENTITY };
        let mut operations = TypedIter::new(content);
        while let Some(operation) = operations.next() {
            match operation {
                Op::SaveState(_) if saved.len() < STATES => saved.push(state.clone()),
                Op::RestoreState(_) => state = saved.pop().unwrap_or(state),
                Op::Transform(it) => {
                    state.matrix = times([it.0, it.1, it.2, it.3, it.4, it.5].map(|n| n.as_f64()), &state.matrix)
                }
                Op::XObject(it) if depth < FORM_DEPTH => {
                    if let Some(form) = resources.get_x_object(it.0) {
                        self.form(&form, resources, &state, depth)?;
                    }
                }
                Op::BeginText(_) => pen = Pen { glyph: IDENTITY, line: IDENTITY },
                Op::TextFont(it) => {
                    state.font = Some(self.font(resources, it.0)?);
                    state.size = it.1.as_f64();
                }
                Op::CharacterSpacing(it) => state.spacing = it.0.as_f64(),
                Op::WordSpacing(it) => state.word_spacing = it.0.as_f64(),
                Op::HorizontalScaling(it) => state.scale = it.0.as_f64() / 100.0,
                Op::TextLeading(it) => state.leading = it.0.as_f64(),
                Op::NextLine(it) => pen.next_line(it.0.as_f64(), it.1.as_f64()),
                Op::NextLineAndSetLeading(it) => {
                    state.leading = -it.1.as_f64();
                    pen.next_line(it.0.as_f64(), it.1.as_f64());
                }
                Op::NextLineUsingLeading(_) => pen.next_line(0.0, -state.leading),
                Op::SetTextMatrix(it) => pen.line_at([it.0, it.1, it.2, it.3, it.4, it.5].map(|n| n.as_f64())),
                Op::ShowText(it) => self.show(it.0, &state, &mut pen),
                Op::NextLineAndShowText(it) => {
                    pen.next_line(0.0, -state.leading);
                    self.show(it.0, &state, &mut pen);
                }
                Op::ShowTextWithParameters(it) => {
                    (state.word_spacing, state.spacing) = (it.0.as_f64(), it.1.as_f64());
                    pen.next_line(0.0, -state.leading);
                    self.show(it.2, &state, &mut pen);
                }
                Op::ShowTexts(it) => self.show_all(it.0, &state, &mut pen),
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads a form: content that several pages may share.
    fn form(
        &mut self,
        form: &Stream<'_>,
        outer: &Resources<'_>,
        state: &State,
        depth: usize,
    ) -> Result<(), ProblemKind> {
        if form.dict().get::<Name<'_>>("Subtype").is_none_or(|name| name.as_str() != "Form") {
            return Ok(());
        }
        self.spend(form.raw_data().len())?;
        let Ok(content) = form.decoded_data() else { return Ok(()) };
        let mut state = state.clone();
        if let Some(matrix) = form.dict().get::<Array<'_>>("Matrix") {
            let mut own = IDENTITY;
            own.iter_mut().zip(matrix.iter::<Number>()).for_each(|(to, number)| *to = number.as_f64());
            state.matrix = times(own, &state.matrix);
        }
        match form.dict().get::<Dict<'_>>("Resources").map(Resources::new) {
            Some(own) => self.content(&content, &own, state, depth + 1),
            None => self.content(&content, outer, state, depth + 1),
        }
    }

    fn font(&mut self, resources: &Resources<'_>, name: &Name<'_>) -> Result<Rc<Font>, ProblemKind> {
        let known = resources.fonts.get_ref(name);
        if let Some(font) = known.and_then(|id| self.fonts.get(&id)) {
            return Ok(font.clone());
        }
        let dict = resources.get_font(name);
        let mut cost = dict.as_ref().map_or(0, |dict| dict.data().len() as u64);
        let font = Rc::new(dict.map_or(Font::MISSING, |dict| Font::read(&dict, &mut cost)));
        self.spend(cost as usize)?;
        if let Some(id) = known {
            self.fonts.insert(id, font.clone());
        }
        Ok(font)
    }

    /// Strings with moves between them, in thousandths of the size.
    fn show_all(&mut self, items: &Array<'_>, state: &State, pen: &mut Pen) {
        for item in items.iter::<Object<'_>>() {
            match item {
                Object::String(text) => self.show(&text, state, pen),
                Object::Number(number) => pen.forward(-number.as_f64() / 1_000.0 * state.size * state.scale),
                _ => {}
            }
        }
    }

    fn show(&mut self, text: &[u8], state: &State, pen: &mut Pen) {
        let Some(font) = &state.font else { return };
        for glyph in font.glyphs(text) {
            let space = if glyph.is_space { state.word_spacing } else { 0.0 };
            let advance = (glyph.width * state.size + state.spacing + space) * state.scale;
            if let Some(place) = Place::of(times(pen.glyph, &state.matrix), state.size, advance) {
                let is_known = !glyph.text.is_empty();
                let is_blank = is_known && glyph.text.trim().is_empty();
                self.n_read += u64::from(!is_blank);
                self.n_unknown += u64::from(!is_known);
                self.page.put(if is_known { &glyph.text } else { "\u{fffd}" }, place);
            }
            pen.forward(advance);
        }
    }
}

impl Pen {
    fn line_at(&mut self, matrix: Matrix) {
        (self.glyph, self.line) = (matrix, matrix);
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line_at(times([1.0, 0.0, 0.0, 1.0, x, y], &self.line));
    }

    fn forward(&mut self, by: f64) {
        self.glyph = times([1.0, 0.0, 0.0, 1.0, by, 0.0], &self.glyph);
    }
}

/// One matrix and then another.
fn times([a, b, c, d, e, f]: Matrix, then: &Matrix) -> Matrix {
    let [ta, tb, tc, td, te, tf] = *then;
    [a * ta + b * tc, a * tb + b * td, c * ta + d * tc, c * tb + d * td, e * ta + f * tc + te, e * tb + f * td + tf]
}
