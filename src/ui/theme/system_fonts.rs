//! The system's fonts, for scripts that ours lack; looked for behind the window, for the search takes longer than a frame.
//!
//! A character that is met for the first time shows as a box, until the search that its frame began has found a font for
//! it. All that one frame lacks is one search, and what it finds comes into use at once.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use egui::{
    Context, FallbackRequest, FontData, FontDefinitions, FontFamily, FontInsert, FontProvider,
};
use egui_system_font_provider::SystemFontProvider;
use skrifa::MetadataProvider;
use unicode_script::{Script, UnicodeScript};

use super::families;
use crate::app::backend::Wake;
use crate::app::env::Env;
use crate::app::launch;
use crate::app::ticket::Ticket;

/// After so many characters without a font, one after the other, a script is not searched for any more: each search asks
/// the system for every language that writes it.
const MISSES: u32 = 16;

/// Makes `ctx` draw what its own fonts lack with those of the system. Call once per context.
pub fn install(ctx: &Context, env: &Env) {
    install_from(ctx, env, Arc::new(SystemFontProvider::new()));
}

/// The same with fonts from `finder`, which may take its time.
fn install_from(ctx: &Context, env: &Env, finder: Arc<dyn FontProvider>) {
    let fonts = Arc::new(SystemFonts::new(finder));
    ctx.add_font_provider(fonts.clone());
    let env = env.clone();
    let callback = move |ui: &mut egui::Ui| fonts.tend(ui.ctx(), &env);
    ctx.on_end_pass("system fonts", Arc::new(callback));
}

/// What is known of the system's fonts, and who finds more.
struct SystemFonts {
    finder: Arc<dyn FontProvider>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    scripts: HashMap<Script, Known>,
    /// Every character a search was wanted for, whatever came of it.
    met: HashSet<char>,
    /// Characters whose turn is to come.
    wanted: VecDeque<char>,
    search: Option<Ticket<News>>,
    /// The program's own fonts, for families that begin afresh.
    own: FontDefinitions,
}

/// What is known of a script.
#[derive(Default)]
struct Known {
    fonts: Vec<FontInsert>,
    /// Characters without a font since the last that had one.
    misses: u32,
}

/// Whether a search brought a font that was not there before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum News {
    Some,
    None,
}

/// Asked while text is laid out, so it answers from memory. Our families are weights of one, and share their answers.
impl FontProvider for SystemFonts {
    fn fonts_for_family(&self, family: &FontFamily) -> Vec<FontInsert> {
        families::fonts_of(family, &self.lock().own)
    }

    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let c = request.cluster.chars().next()?;
        let mut state = self.lock();
        let found = state.font(c).cloned();
        if found.is_none() && state.met.insert(c) {
            state.wanted.push_back(c);
        }
        found
    }
}

impl SystemFonts {
    fn new(finder: Arc<dyn FontProvider>) -> Self {
        Self {
            finder,
            state: Mutex::default(),
        }
    }

    /// Puts the finds of the last search into use, and begins one where one is wanted.
    fn tend(self: &Arc<Self>, ctx: &Context, env: &Env) {
        if self.has_news() {
            let own = ctx.fonts(|fonts| fonts.definitions().clone());
            self.lock().own = own;
            families::begin_afresh(ctx);
            repaint_all(ctx);
        }
        let mut state = self.lock();
        if state.search.is_none() && !state.wanted.is_empty() {
            let (fonts, woken) = (Arc::clone(self), ctx.clone());
            let wake: Wake = Arc::new(move || woken.request_repaint());
            state.search = Some(launch::run(env, &wake, move |_| Ok(fonts.search())));
        }
    }

    /// Whether a search has ended that found a font.
    fn has_news(&self) -> bool {
        let mut state = self.lock();
        let answer = state.search.as_ref().and_then(Ticket::take);
        if answer.is_some() {
            state.search = None;
        }
        answer.is_some_and(|news| news.is_ok_and(|news| news == News::Some))
    }

    /// Looks for everything that is wanted. Takes tens of milliseconds for each script.
    fn search(&self) -> News {
        let mut news = News::None;
        while let Some(c) = self.next() {
            let mut utf8 = [0; 4];
            let request = FallbackRequest {
                cluster: c.encode_utf8(&mut utf8),
                family: &FontFamily::Proportional,
            };
            let found = self.finder.font_for(&request);
            let mut state = self.lock();
            if state.scripts.entry(c.script()).or_default().note(found) == News::Some {
                news = News::Some;
            }
        }
        news
    }

    /// The next character that is worth a search.
    fn next(&self) -> Option<char> {
        let mut state = self.lock();
        while let Some(c) = state.wanted.pop_front() {
            let misses = state
                .scripts
                .get(&c.script())
                .map_or(0, |known| known.misses);
            if state.font(c).is_none() && misses < MISSES {
                return Some(c);
            }
        }
        None
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The font that was found first of those of the character's script that have it.
    fn font(&self, c: char) -> Option<&FontInsert> {
        let known = self.scripts.get(&c.script())?;
        known.fonts.iter().find(|font| has(&font.data, c))
    }
}

impl Known {
    fn note(&mut self, found: Option<FontInsert>) -> News {
        let Some(font) = found else {
            self.misses += 1;
            return News::None;
        };
        self.misses = 0;
        if self.fonts.iter().any(|known| known.name == font.name) {
            return News::None;
        }
        self.fonts.push(font);
        News::Some
    }
}

fn has(font: &FontData, c: char) -> bool {
    skrifa::FontRef::from_index(font.bytes(), font.index)
        .is_ok_and(|font| font.charmap().map(c).is_some())
}

fn repaint_all(ctx: &Context) {
    for viewport in ctx.input(|input| input.raw.viewports.keys().copied().collect::<Vec<_>>()) {
        ctx.request_repaint_of(viewport);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use egui::RawInput;

    use super::*;
    use crate::ui::theme::{fonts, text};

    /// Each is in Inter, none in the font that the contexts of these tests have.
    const CYRILLIC: [char; 3] = ['ж', 'щ', 'ю'];
    const GREEK: char = 'ω';
    /// In no font of these tests.
    const HANGUL: char = '한';

    const PATIENCE: Duration = Duration::from_secs(30);

    type Asked = Arc<Mutex<Vec<char>>>;

    /// Finds Inter for whatever it has, under a name that tells the script, and notes what it is asked for.
    fn finder() -> (Arc<dyn FontProvider>, Asked) {
        let asked = Asked::default();
        let noted = Arc::clone(&asked);
        let definitions = fonts::definitions();
        let inter = FontData::clone(&definitions.font_data["inter"]);
        let find = move |request: &FallbackRequest<'_>| {
            let c = request.cluster.chars().next()?;
            noted.lock().unwrap().push(c);
            has(&inter, c).then(|| FontInsert {
                name: c.script().full_name().to_owned(),
                data: inter.clone(),
                families: Vec::new(),
            })
        };
        (Arc::new(find), asked)
    }

    fn ask(fonts: &SystemFonts, c: char) -> Option<String> {
        let family = FontFamily::Proportional;
        let request = FallbackRequest {
            cluster: &c.to_string(),
            family: &family,
        };
        fonts.font_for(&request).map(|font| font.name)
    }

    #[test]
    fn an_unknown_character_has_no_font_until_it_was_searched() {
        let (finder, asked) = finder();
        let fonts = SystemFonts::new(finder);
        assert_eq!(ask(&fonts, CYRILLIC[0]), None);
        assert!(asked.lock().unwrap().is_empty());
        assert_eq!(fonts.search(), News::Some);
        assert_eq!(ask(&fonts, CYRILLIC[0]).as_deref(), Some("Cyrillic"));
    }

    #[test]
    fn a_font_answers_for_all_it_has_of_its_script() {
        let (finder, asked) = finder();
        let fonts = SystemFonts::new(finder);
        for c in CYRILLIC {
            assert_eq!(ask(&fonts, c), None);
        }
        assert_eq!(fonts.search(), News::Some);
        for c in CYRILLIC {
            assert_eq!(ask(&fonts, c).as_deref(), Some("Cyrillic"));
        }
        assert_eq!(*asked.lock().unwrap(), [CYRILLIC[0]]);
        assert_eq!(ask(&fonts, GREEK), None);
    }

    #[test]
    fn what_no_font_has_is_searched_once() {
        let (finder, asked) = finder();
        let fonts = SystemFonts::new(finder);
        for _ in 0..3 {
            assert_eq!(ask(&fonts, HANGUL), None);
            assert_eq!(fonts.search(), News::None);
        }
        assert_eq!(*asked.lock().unwrap(), [HANGUL]);
    }

    #[test]
    fn a_script_without_fonts_is_given_up_and_others_are_not() {
        let (finder, asked) = finder();
        let fonts = SystemFonts::new(finder);
        for c in (HANGUL..).take(100).chain([GREEK]) {
            assert_eq!(ask(&fonts, c), None);
        }
        assert_eq!(fonts.search(), News::Some);
        assert_eq!(asked.lock().unwrap().len(), MISSES as usize + 1);
        assert_eq!(ask(&fonts, GREEK).as_deref(), Some("Greek"));
    }

    #[test]
    fn a_font_that_is_known_is_no_news() {
        let data = FontData::clone(&fonts::definitions().font_data["phosphor"]);
        // A font without the character it was found for: no system should, and the window must not blink for ever.
        let fonts = SystemFonts::new(Arc::new(move |_: &FallbackRequest<'_>| {
            Some(FontInsert {
                name: "wrong".to_owned(),
                data: data.clone(),
                families: Vec::new(),
            })
        }));
        let news = CYRILLIC.map(|c| {
            assert_eq!(ask(&fonts, c), None);
            fonts.search()
        });
        assert_eq!(news, [News::Some, News::None, News::None]);
    }

    /// One frame that shows `text` in a family without letters.
    fn frame(ctx: &Context, words: &str) -> Arc<egui::Galley> {
        let mut shown = None;
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            let font = text::icon();
            let color = ui.visuals().text_color();
            shown = Some(ui.painter().layout_no_wrap(words.to_owned(), font, color));
        });
        output.textures_delta.clear();
        shown.unwrap()
    }

    /// How wide our own fonts write.
    fn width(ctx: &Context, words: &str) -> f32 {
        ctx.fonts_mut(|fonts| {
            let words = words.to_owned();
            let galley = fonts.layout_no_wrap(words, text::page_title(), egui::Color32::WHITE);
            galley.size().x
        })
    }

    #[test]
    fn all_that_a_frame_lacks_comes_into_use_at_once_and_then_the_window_rests() {
        let ctx = Context::default();
        fonts::install_fonts(&ctx);
        let (finder, asked) = finder();
        install_from(&ctx, &Env::system(), finder);
        let (bell, rung) = mpsc::channel();
        ctx.set_request_repaint_callback(move |_| bell.send(()).unwrap_or_default());
        let words: String = CYRILLIC.into_iter().chain([GREEK, HANGUL]).collect();
        let boxes = frame(&ctx, &words);
        let before = width(&ctx, "Rollcall");
        let mut letters = frame(&ctx, &words);
        while Arc::ptr_eq(&letters, &boxes) {
            rung.recv_timeout(PATIENCE).unwrap();
            letters = frame(&ctx, &words);
        }
        assert!((letters.size().x - boxes.size().x).abs() > 1.0);
        for _ in 0..5 {
            assert!(Arc::ptr_eq(&frame(&ctx, &words), &letters));
        }
        assert_eq!(*asked.lock().unwrap(), [CYRILLIC[0], GREEK, HANGUL]);
        assert!(!ctx.has_requested_repaint());
        assert!((width(&ctx, "Rollcall") - before).abs() < f32::EPSILON);
    }
}
