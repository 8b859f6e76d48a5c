//! Stems of files, which are Cargo features, too: ASCII, as not every file system, compiler or registry takes more.

use super::Naming;
use super::case::{self, Case};
use super::scope::{CRATE_NAMES, Scope};
use super::settle::{Key, Kind, More, Wish};
use super::styles::Role;
use crate::ir::Api;
use crate::pointer::Pointer;

const FILES: Kind = Kind {
    case: Case::Snake,
    role: Role::Features,
    suffix: "_api",
    names_types: false,
};

/// What the file of a module would like to be called, and what no other can be.
pub(super) struct Stem {
    module: String,
    name: String,
    encoded: String,
}

pub(super) fn stems(modules: &[String]) -> Vec<Stem> {
    let stems = modules.iter().map(|module| Stem {
        module: module.clone(),
        name: transcribed(module),
        encoded: encoded(module),
    });
    stems.collect()
}

impl Naming<'_> {
    /// The stems of the files of resources: the module's name, or how its letters sound in ASCII.
    pub(super) fn files(&mut self, api: &Api, stems: &[Stem], origins: &[Pointer]) -> Vec<String> {
        let mut scope = Scope::new(&CRATE_NAMES);
        let mut wishes = Vec::new();
        for (((_, resource), stem), origin) in api.resources.iter().zip(stems).zip(origins) {
            let key = Key::of(&resource.wire);
            let name = scope.allowed(stem.name.clone(), FILES.suffix);
            let mut wish = if stem.module.is_ascii() {
                Wish::by_right(stem.module.clone(), &resource.wire, origin, key)
            } else {
                Wish::derived(name, &resource.wire, origin, key)
            };
            self.look_up(FILES, &scope, &mut wish);
            wishes.push(wish.among(More::Other(&stem.encoded)));
        }
        self.settle(FILES, &mut scope, &wishes)
    }
}

/// A module's name in the letters of ASCII that sound like it, where it has any.
pub(super) fn transcribed(module: &str) -> String {
    if module.is_ascii() {
        return module.to_owned();
    }
    let name = case::snake(any_ascii::any_ascii(module).trim()).ident;
    match name.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        true => name,
        false => encoded(module),
    }
}

/// A module's name with a number for each letter that is not ASCII's: no two are the same.
pub(super) fn encoded(module: &str) -> String {
    let letters = module.chars().map(|c| match c {
        c if c.is_ascii() => c.to_string(),
        c => format!("u{:x}_", u32::from(c)),
    });
    case::snake(&letters.collect::<String>()).ident
}
