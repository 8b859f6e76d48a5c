//! Records of more fields than a machine word has bits.

use oas_runtime::{Members, Model, RecordForm, Shape, Slot, json, record, required};

use crate::{fail, read};

/// 130 required integers, `f0` to `f129`.
#[derive(Debug, Clone, PartialEq)]
struct Wide {
    fields: Vec<i64>,
    unknown: Members,
}

/// The table's lines for the fields of these numbers.
macro_rules! fields {
    ($($number:literal)*) => { &[$(required(concat!("f", $number))),*] };
}

#[rustfmt::skip]
const SHAPE: Shape = Shape::closed(fields! {
    0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25
    26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51
    52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77
    78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98 99 100 101 102 103
    104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 123 124 125 126 127 128 129
});

impl Model for Wide {
    type Form = RecordForm;

    const SHAPE: &'static Shape = &SHAPE;

    fn slot(&mut self, index: usize) -> &mut dyn Slot {
        match self.fields.get_mut(index) {
            Some(field) => field,
            None => &mut self.unknown,
        }
    }

    fn peek(&self, index: usize) -> &dyn Slot {
        match self.fields.get(index) {
            Some(field) => field,
            None => &self.unknown,
        }
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
