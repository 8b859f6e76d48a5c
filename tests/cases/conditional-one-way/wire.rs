//! What a request does not carry, nothing asks it for.

use conditional_one_way::models::{JobRequest, StepRequest};

#[test]
fn a_request_is_not_asked_for_what_only_answers_have() {
    let job = JobRequest::new().name("a").note("b");
    assert!(job.steps([StepRequest::new("s")]).is_valid());
    let alone = JobRequest::new().note("b").validate();
    assert_eq!(
        alone.err().map(|all| all.to_string()).as_deref(),
        Some("body: `note` is there, so `name` must be, too (dependentRequired)")
    );
    let empty = JobRequest::new().name("a").note("").validate();
    assert!(empty.is_err());
}
