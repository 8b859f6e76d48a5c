//! What is said of a safe has none of its secrets, wherever they stand.

use secrets_in_lists::models::{Code, Safe, SafeCode};
use secrets_in_lists::rt::json;

#[test]
fn nothing_shows_them() {
    let text = r#"{"amounts":{"a":31415.5,"b":1e999},"keys":["not a key 271828"],"either":271828,"code":27182,"last":1618,"pins":[271828,99999999999]}"#;
    let safe: Safe = json::from_str(text).unwrap();
    assert_eq!(json::to_string(&safe), text);
    let violations = safe.validate().unwrap_err();
    let said = format!("{safe:?} {violations:?}");
    for secret in ["271828", "31415.5", "99999999999", "1e999", "27182"] {
        assert!(!said.contains(secret), "{secret}: {said}");
    }
    assert!(said.contains("1618"));
    assert_eq!(safe.either.map(|it| format!("{it:?}")).as_deref(), Some("Integer([redacted])"));
    assert!(!SafeCode::new(27_182).unwrap_err().to_string().contains("27182"));
    assert!(Code::new(27_182).unwrap_err().to_string().contains("27182"));
}
