//! Whatever is changed in the IR of a description, its review says so: each field in turn, in every description under `diff/`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use oas_codegen::diff::{Side, review};
use oas_codegen::ir::{self, Additional, Api, Bound, Docs, Num, Status, Style, Ty, TypeKind};
use oas_codegen::source::Source;
use oas_codegen::{Config, Inspected, inspect};

/// A change of one field, of the first thing where it can be made.
struct Change {
    name: &'static str,
    apply: fn(&mut Api) -> bool,
}

/// The changes of a type's fields, and the fields that have none, since they follow from others or are compared with them: a new
/// field does not compile until it is among them.
macro_rules! changes {
    ($($list:ident: $type:ident of $each:ident { $($field:ident $change:expr,)* } without [$($none:ident),*])*) => {
        $(const $list: &[Change] = &[$(Change {
            name: concat!(stringify!($type), ".", stringify!($field)),
            apply: |api| {
                let change: fn(&mut ir::$type) -> bool = |it| {
                    let change: fn(&mut _) -> bool = $change;
                    change(&mut it.$field)
                };
                $each(api, &mut |it| change(it))
            },
        }),*];
        const _: fn(ir::$type) = |it| {
            let ir::$type { $($field: _,)* $($none: _,)* } = it;
        };)*
        const CHANGES: &[&[Change]] = &[$($list),*];
    };
}

type Each<'a, T> = &'a mut dyn FnMut(&mut T) -> bool;

fn text(text: &mut String) -> bool {
    text.push('x');
    true
}

fn flip(flag: &mut bool) -> bool {
    *flag = !*flag;
    true
}

fn maybe(text: &mut Option<String>) -> bool {
    *text = match text.take() {
        Some(text) => Some(format!("{text}x")),
        None => Some("7".to_owned()),
    };
    true
}

fn docs(docs: &mut Docs) -> bool {
    maybe(&mut docs.description)
}

fn ty(ty: &mut Ty) -> bool {
    *ty = match ty {
        Ty::Bool => Ty::Number,
        _ => Ty::Bool,
    };
    true
}

fn maybe_ty(names: &mut Option<Ty>) -> bool {
    *names = match names {
        Some(_) => None,
        None => Some(Ty::Formatted(ir::TextFormat::Uuid)),
    };
    true
}

fn texts(list: &mut Vec<String>) -> bool {
    list.push("another".to_owned());
    true
}

fn limit(limit: &mut Option<u64>) -> bool {
    *limit = Some(limit.map_or(3, |limit| limit + 1));
    true
}

fn bound(bound: &mut Option<Bound>) -> bool {
    *bound = match bound {
        Some(bound) => Some(Bound {
            exclusive: !bound.exclusive,
            ..*bound
        }),
        None => Some(Bound {
            value: Num::Int(3),
            exclusive: false,
        }),
    };
    true
}

fn asked(conditions: &mut ir::Conditions) -> bool {
    conditions.all.push(ir::Condition::Not(Vec::new()));
    true
}

fn gone<T>(it: &mut Option<T>) -> bool {
    it.take().is_some()
}

fn shorter<T>(list: &mut Vec<T>) -> bool {
    list.pop().is_some()
}

changes! {
    API: Api of whole { title text, version text, license maybe, docs docs, servers shorter, schemes shorter, calls shorter, }
        without [aliases, types, resources, operations]
    SERVER: Server of servers { url text, variables shorter, } without [origin]
    VARIABLE: ServerVariable of variables { wire text, default maybe, values texts, docs docs, } without [origin]
    SCHEME: SecurityScheme of schemes {
        wire text,
        kind |kind| { *kind = ir::SchemeKind::Other("signed".to_owned()); true },
        docs docs,
    } without [origin]
    RESOURCE: Resource of resources { docs docs, } without [wire, operations]
    OPERATION: Operation of operations {
        id text, method |method| { "PATCH".clone_into(method); true }, path text, docs docs, deprecated flip, params shorter,
        body gone, responses shorter, servers shorter,
        security |all: &mut Vec<ir::Requirement>| {
            all.push(ir::Requirement { schemes: vec![("signed".to_owned(), Vec::new())] });
            true
        },
    } without [accept, wire, resource, origin]
    PARAM: Param of params {
        wire text,
        location |it| { let was = std::mem::replace(it, ir::ParamLocation::Header); was == ir::ParamLocation::Query },
        ty ty, required flip,
        style |style| { *style = match style { Style::Form => Style::PipeDelimited, _ => Style::Form }; true },
        explode flip, allow_reserved flip, content maybe, docs docs, format maybe, deprecated flip, secret flip, default maybe,
    } without [origin]
    BODY: Body of bodies { required flip, content shorter, docs docs, } without [origin]
    CONTENT: Content of contents {
        media_type text, ty ty, secret flip, encoding |all: &mut Vec<ir::Encoding>| {
            all.push(ir::Encoding { wire: "new".to_owned(), content_type: Some("text/csv".to_owned()), style: None, headers: Vec::new() });
            true
        },
    } without [codec]
    ENCODING: Encoding of encodings {
        wire text, content_type maybe,
        style |style| { *style = match style { Some(_) => None, None => Some((Style::DeepObject, true, false)) }; true }, headers texts,
    } without []
    RESPONSE: Response of responses { status |it| { *it = Status::Code(418); true }, contents shorter, headers shorter, docs docs, }
        without [origin]
    HEADER: Header of headers {
        wire text, ty ty,
        form |it| { *it = match it { ir::HeaderForm::Json => ir::HeaderForm::Simple, _ => ir::HeaderForm::Json }; true },
        required flip, docs docs,
    } without [origin]
    TYPE: TypeDef of types { docs docs, format maybe, deprecated flip, } without [hint, origins, directions, resources, kind]
    RECORD: Record of records {
        fields shorter,
        additional |it| { *it = match it { Additional::Closed => Additional::Open, _ => Additional::Closed }; true },
    } without [rules]
    FIELD: Field of fields {
        wire text, ty ty, required flip, nullable flip, docs docs, format maybe, deprecated flip, secret flip, default maybe,
    } without [boxed, one_way, origin]
    STRINGS: StringEnum of string_enums { values shorter, open flip, secret flip, } without []
    STRING: EnumValue of enum_values { wire text, deprecated flip, docs docs, } without [label, origin]
    LITERALS: LiteralEnum of literal_enums { values shorter, secret flip, } without []
    LITERAL: Literal of literals { json |it| { "123".clone_into(it); true }, deprecated flip, docs docs, } without [label, origin]
    UNION: Union of unions { variants shorter, tag maybe, exclusive flip, } without []
    VARIANT: Variant of variants { ty ty, secret flip, tags texts, otherwise flip, docs docs, } without [label, boxed, fixed, required, one_way, origin]
    CONSTRAINED: Constrained of constrained { inner ty, secret flip, } without [rules]
    RULES: Rules of rules {
        min_length limit, max_length limit, pattern |it| { *it = Some("^[a-f]{2}$".to_owned()); true }, minimum bound, maximum bound,
        multiple_of |it| { *it = Some(Num::Int(11)); true }, min_items limit, max_items limit, unique_items flip, conditions asked,
    } without [object]
    OBJECT: ObjectRules of object_rules {
        min_properties limit, max_properties limit, names maybe_ty,
        demands |all: &mut Vec<ir::Demand>| { all.push(ir::Demand::NotAll(vec!["a".to_owned()])); true }, conditions asked,
    } without []
    CALL: Call of calls { label text, docs docs, bodies shorter, } without [resources, origin]
    CALL_BODY: CallBody of call_bodies { media_type text, ty ty, } without [part, way, origin]
    ALIAS: Alias of aliases { ty ty, docs docs, deprecated flip, } without [wire, origin]
}

fn whole(api: &mut Api, change: Each<'_, Api>) -> bool {
    change(api)
}

fn servers(api: &mut Api, change: Each<'_, ir::Server>) -> bool {
    api.servers.iter_mut().any(change)
}

fn variables(api: &mut Api, change: Each<'_, ir::ServerVariable>) -> bool {
    servers(api, &mut |it| it.variables.iter_mut().any(&mut *change))
}

fn schemes(api: &mut Api, change: Each<'_, ir::SecurityScheme>) -> bool {
    api.schemes.iter_mut().any(change)
}

fn resources(api: &mut Api, change: Each<'_, ir::Resource>) -> bool {
    api.resources.values_mut().any(change)
}

fn operations(api: &mut Api, change: Each<'_, ir::Operation>) -> bool {
    api.operations.values_mut().any(change)
}

fn params(api: &mut Api, change: Each<'_, ir::Param>) -> bool {
    operations(api, &mut |it| it.params.iter_mut().any(&mut *change))
}

fn bodies(api: &mut Api, change: Each<'_, ir::Body>) -> bool {
    operations(api, &mut |it| it.body.iter_mut().any(&mut *change))
}

fn responses(api: &mut Api, change: Each<'_, ir::Response>) -> bool {
    operations(api, &mut |it| it.responses.iter_mut().any(&mut *change))
}

fn contents(api: &mut Api, change: Each<'_, ir::Content>) -> bool {
    bodies(api, &mut |it| it.content.iter_mut().any(&mut *change))
}

fn encodings(api: &mut Api, change: Each<'_, ir::Encoding>) -> bool {
    contents(api, &mut |it| it.encoding.iter_mut().any(&mut *change))
}

fn headers(api: &mut Api, change: Each<'_, ir::Header>) -> bool {
    responses(api, &mut |it| it.headers.iter_mut().any(&mut *change))
}

fn types(api: &mut Api, change: Each<'_, ir::TypeDef>) -> bool {
    api.types.values_mut().any(change)
}

/// The finder of the types of one kind.
macro_rules! kinds {
    ($($each:ident $kind:ident $type:ident,)*) => {
        $(fn $each(api: &mut Api, change: Each<'_, ir::$type>) -> bool {
            types(api, &mut |it| match &mut it.kind {
                TypeKind::$kind(it) => change(it),
                _ => false,
            })
        })*
    };
}

kinds! {
    records Record Record,
    literal_enums LiteralEnum LiteralEnum,
    unions Union Union,
    constrained Constrained Constrained,
}

/// Those that are the keys of a map are neither open nor secrets.
fn string_enums(api: &mut Api, change: Each<'_, ir::StringEnum>) -> bool {
    let keys = api.types.iter().filter_map(|(_, it)| match &it.kind {
        TypeKind::KeyedMap(map) => Some(map.keys),
        _ => None,
    });
    let keys: BTreeSet<_> = keys.collect();
    let ids: Vec<_> = api.types.ids().filter(|id| !keys.contains(id)).collect();
    ids.into_iter().any(|id| match &mut api.types[id].kind {
        TypeKind::StringEnum(it) => change(it),
        _ => false,
    })
}

fn fields(api: &mut Api, change: Each<'_, ir::Field>) -> bool {
    records(api, &mut |it| it.fields.iter_mut().any(&mut *change))
}

fn enum_values(api: &mut Api, change: Each<'_, ir::EnumValue>) -> bool {
    string_enums(api, &mut |it| it.values.iter_mut().any(&mut *change))
}

fn literals(api: &mut Api, change: Each<'_, ir::Literal>) -> bool {
    literal_enums(api, &mut |it| it.values.iter_mut().any(&mut *change))
}

fn variants(api: &mut Api, change: Each<'_, ir::Variant>) -> bool {
    unions(api, &mut |it| it.variants.iter_mut().any(&mut *change))
}

fn rules(api: &mut Api, change: Each<'_, ir::Rules>) -> bool {
    constrained(api, &mut |it| change(&mut it.rules))
}

fn object_rules(api: &mut Api, change: Each<'_, ir::ObjectRules>) -> bool {
    records(api, &mut |it| change(&mut it.rules))
}

fn calls(api: &mut Api, change: Each<'_, ir::Call>) -> bool {
    api.calls.iter_mut().any(change)
}

fn call_bodies(api: &mut Api, change: Each<'_, ir::CallBody>) -> bool {
    calls(api, &mut |it| it.bodies.iter_mut().any(&mut *change))
}

/// Those of what calls carry are what their bodies are.
fn aliases(api: &mut Api, change: Each<'_, ir::Alias>) -> bool {
    api.calls.is_empty() && api.aliases.iter_mut().any(change)
}

/// The descriptions of all reviews, by their folders.
fn descriptions() -> Vec<(String, Inspected)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff");
    let entries = fs::read_dir(&root).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let sides = names
        .iter()
        .flat_map(|name| [(name, "base.yaml"), (name, "head.yaml")]);
    let read = |(name, file): (&String, &str)| {
        let folder = root.join(name);
        let reader = |path: &str| fs::read(folder.join(path));
        let source = Source::new(file, &reader);
        let inspected = inspect(&source, &Config::new("things", "")).ok()?;
        Some((format!("{name}/{file}"), inspected))
    };
    sides.filter_map(read).collect()
}

#[test]
fn a_change_of_any_field_is_a_finding() {
    let descriptions = descriptions();
    let mut silent = Vec::new();
    let mut unmade: BTreeSet<&str> = CHANGES
        .iter()
        .copied()
        .flatten()
        .map(|it| it.name)
        .collect();
    for (folder, base) in &descriptions {
        let mut head = base.named.clone();
        for Change { name, apply } in CHANGES.iter().copied().flatten() {
            head.api.clone_from(&base.named.api);
            if !apply(&mut head.api) || head.dump() == base.named.dump() {
                continue;
            }
            unmade.remove(name);
            let side = |named| Side::new(named, &base.document);
            if review(&side(&base.named), &side(&head)).findings.is_empty() {
                silent.push(format!("{name} in {folder}"));
            }
        }
    }
    assert!(silent.is_empty(), "no finding: {silent:#?}");
    assert!(unmade.is_empty(), "made nowhere: {unmade:?}");
}
