//! No input makes the stages panic, hang, or give `openapiv3` what it cannot read without saying where.

mod reading;

use proptest::prelude::*;

/// A description with most objects and keywords, to be damaged.
const SEED: &str = r##"{
"openapi":"3.1.0","info":{"title":"t","version":"1","license":{"name":"MIT","identifier":"MIT"}},
"servers":[{"url":"https://{a}.example","variables":{"a":{"default":"b","enum":["b"]}}}],
"paths":{"/a/{id}":{"parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}],
"get":{"operationId":"g","tags":["x"],"parameters":[{"$ref":"#/components/parameters/P"},{"name":"q","in":"query",
"content":{"application/json":{"schema":true}}}],"responses":{"200":{"description":"d","headers":{"H":{"schema":{}}},
"content":{"application/json":{"schema":{"$ref":"#/components/schemas/S"},"example":null,"examples":{"e":{"value":1}}}},
"links":{"l":{"operationId":"g"}}},"4XX":{"$ref":"#/components/responses/R","description":"x"},"default":{"description":""}}},
"post":{"requestBody":{"required":true,"content":{"multipart/form-data":{"schema":{"type":"object"},"encoding":{"f":{"explode":true}}}}},
"callbacks":{"c":{"{$request.body}":{"post":{"responses":{}}}}},"security":[{"o":["s"]}],"responses":{"204":{"description":""}}}},
"/b":{"$ref":"#/components/pathItems/I"}},
"components":{"schemas":{"S":{"type":["object","null"],"properties":{"a":{"type":"integer","minimum":1.0,"exclusiveMaximum":9},
"b":{"enum":["x",null],"const":"x"},"c":{"oneOf":[{"$ref":"#/components/schemas/S"},{"type":"null"}]},"d":{"type":["string","number"],"minLength":1},
"e":{"$ref":"#/components/schemas/S/properties/a","description":"s"},"f":{"type":"array","items":{"not":{}},"prefixItems":[true]}},
"required":["a"],"additionalProperties":{"anyOf":[{"maxLength":3}]},"patternProperties":{"^x":false},"discriminator":{"propertyName":"a","mapping":{"k":"#/components/schemas/S"}},
"examples":[{}],"default":null,"xml":{"name":"n"},"externalDocs":{"url":"u"},"if":{},"then":{}}},
"parameters":{"P":{"name":"p","in":"header","schema":{"type":"array","items":{"type":"string"}},"style":"simple"}},
"responses":{"R":{"description":"r"}},"pathItems":{"I":{"get":{"responses":{}}}},"requestBodies":{"B":{"content":{}}},
"headers":{"H":{"content":{"text/plain":{}}}},"examples":{"E":{"externalValue":"u"}},"links":{"L":{"operationRef":"#/paths/~1a"}},
"callbacks":{"C":{"u":{"$ref":"#/components/pathItems/I"}}},
"securitySchemes":{"o":{"type":"oauth2","flows":{"clientCredentials":{"tokenUrl":"u","scopes":{"s":"d"}}}},"k":{"type":"apiKey","in":"query","name":"n"},
"h":{"type":"http","scheme":"bearer"},"i":{"type":"openIdConnect","openIdConnectUrl":"u"},"m":{"type":"mutualTLS"}}},
"webhooks":{"w":{"post":{"responses":{}}}},"tags":[{"name":"x"}],"security":[],"externalDocs":{"url":"u"},"x-a":1}"##;

/// Reads the bytes under each name; renders what was found; looks at every place.
fn survives(bytes: &[u8]) {
    for name in ["x.json", "x.yaml", "x"] {
        let (document, diagnostics) = reading::document(name, bytes);
        let shown = diagnostics.render(false);
        assert_eq!(shown.is_empty(), diagnostics.is_empty());
        assert!(
            document.is_some() || diagnostics.has_errors(),
            "a silent refusal"
        );
        reading::lines(&diagnostics);
    }
}

#[test]
fn the_seed_is_read() {
    let (document, diagnostics) = reading::document("x.json", SEED.as_bytes());
    assert!(!diagnostics.has_errors(), "{diagnostics}");
    let paths = document.unwrap().paths;
    let operations = paths.iter().map(|path| path.item.iter().count());
    assert_eq!(operations.sum::<usize>(), 3);
}

/// Values to put where they do not belong.
const MISFITS: [&str; 16] = [
    "null",
    "true",
    "-1",
    "1.5",
    "1e999",
    "\"\"",
    "\"x\"",
    "\"\\u0000\"",
    "[]",
    "[null]",
    "[[]]",
    "{}",
    r##"{"$ref":"#"}"##,
    r##"{"$ref":"#/components/schemas/S/properties"}"##,
    r#"{"":{"":{}}}"#,
    "123456789012345678901234567890",
];

/// Whether the value of any member may be replaced by any misfit and nothing breaks: each once.
#[test]
fn each_value_may_be_anything() {
    let seed: serde_json::Value = serde_json::from_str(SEED).unwrap();
    let mut places = Vec::new();
    collect(&seed, String::new(), &mut places);
    for place in &places {
        for misfit in MISFITS {
            let mut damaged = seed.clone();
            if let Some(value) = damaged.pointer_mut(place) {
                *value = serde_json::from_str(misfit).unwrap_or(serde_json::Value::Null);
            }
            let text = damaged.to_string();
            let (_, diagnostics) = reading::document("x.json", text.as_bytes());
            let code = oas_codegen::diagnostic::Code::UnsupportedDocument;
            let gap = diagnostics.iter().find(|found| found.code == code);
            assert!(
                gap.is_none(),
                "{misfit} at {place}: {}",
                gap.map_or("", |found| &found.message)
            );
        }
    }
}

fn collect(value: &serde_json::Value, place: String, places: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (key, value) in object {
                collect(
                    value,
                    format!("{place}/{}", key.replace('~', "~0").replace('/', "~1")),
                    places,
                );
            }
        }
        serde_json::Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                collect(value, format!("{place}/{index}"), places);
            }
        }
        _ => {}
    }
    places.push(place);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        survives(&bytes);
    }

    #[test]
    fn any_text_of_yaml_characters(text in "[-a:,{}\\[\\]&*!|>'\"%@`#? \n\t~0-9.xé]{0,120}") {
        survives(text.as_bytes());
    }

    #[test]
    fn a_seed_with_bytes_changed(changes in proptest::collection::vec((0..SEED.len(), any::<u8>()), 1..6)) {
        let mut bytes = SEED.as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        survives(&bytes);
    }

    #[test]
    fn a_seed_with_a_stretch_moved(from in 0..SEED.len(), length in 1_usize..60, to in 0..SEED.len()) {
        let mut bytes = SEED.as_bytes().to_vec();
        let stretch: Vec<u8> = bytes.drain(from..(from + length).min(SEED.len())).collect();
        let to = to.min(bytes.len());
        bytes.splice(to..to, stretch);
        survives(&bytes);
    }

    #[test]
    fn a_yaml_seed_with_characters_changed(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<char>()), 1..6)) {
        let value: serde_yaml::Value = serde_yaml::from_str(SEED).unwrap();
        let mut characters: Vec<char> = serde_yaml::to_string(&value).unwrap().chars().collect();
        for (at, character) in changes {
            let at = at.index(characters.len());
            characters[at] = character;
        }
        survives(characters.into_iter().collect::<String>().as_bytes());
    }
}
