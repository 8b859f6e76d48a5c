//! Records of more fields than a machine word has bits.

use oas_runtime::{Members, Record, Shape, Slot, json, record, required};

use crate::{fail, read};

/// 130 required integers, `f0` to `f129`.
#[derive(Debug, Clone, PartialEq)]
struct Wide {
    fields: Vec<i64>,
    unknown: Members,
}

impl Record for Wide {
    fn shape(&self) -> &'static Shape {
        static SHAPE: std::sync::OnceLock<Shape> = std::sync::OnceLock::new();
        SHAPE.get_or_init(|| {
            let fields: Vec<_> = (0..130).map(|i| required(format!("f{i}").leak())).collect();
            Shape::closed(fields.leak())
        })
    }

    fn slot(&mut self, index: usize) -> &mut dyn Slot {
        &mut self.fields[index]
    }

    fn peek(&self, index: usize) -> &dyn Slot {
        &self.fields[index]
    }

    fn unknown(&self) -> &Members {
        &self.unknown
    }

    fn unknown_mut(&mut self) -> &mut Members {
        &mut self.unknown
    }

    fn blank() -> Self {
        Self {
            fields: vec![0; 130],
            unknown: Members::new(),
        }
    }
}

record!(Wide);

fn document(indices: impl Iterator<Item = usize>) -> String {
    let members: Vec<String> = indices.map(|i| format!(r#""f{i}":{i}"#)).collect();
    format!("{{{}}}", members.join(","))
}

#[test]
fn all_fields_in_any_order() {
    for text in [
        document(0..130),
        document((0..130).rev()),
        document((0..130).map(|i| i * 7 % 130)),
    ] {
        let wide: Wide = read(&text);
        assert!(wide.fields.iter().copied().eq(0..130));
        assert_eq!(json::to_string(&wide), document(0..130));
    }
}

#[test]
fn each_missing_field_is_missed() {
    for missing in 0..130 {
        let error = fail::<Wide>(&document((0..130).filter(|i| *i != missing)));
        assert_eq!(
            error.message(),
            format!("required member `f{missing}` is missing")
        );
    }
}

#[test]
fn the_last_of_several_wins_beyond_the_first_word() {
    let text = document((0..130).chain([64, 129])).replace(r#""f129":129}"#, r#""f129":7}"#);
    assert_eq!(read::<Wide>(&text).fields[129], 7);
}
