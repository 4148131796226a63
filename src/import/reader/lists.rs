//! Which of the lists in an object of JSON is the one with the records.

/// Objects in objects in which lists are looked for.
pub(super) const DEPTH: usize = 3;

/// Names under which systems put their records, the likeliest first; compared without case.
const NAMED: [&str; 6] = [
    "users",
    "resources",
    "operations",
    "value",
    "activities",
    "records",
];
/// The same of objects that have no number of their own.
const OF_NO_RECORD: [&str; 6] = ["items", "events", "results", "data", "entries", "logs"];
/// The same of objects that are neither a record nor somebody.
const OF_NOBODY: [&str; 14] = [
    "members",
    "people",
    "persons",
    "employees",
    "accounts",
    "staff",
    "values",
    "content",
    "response",
    "hits",
    "edges",
    "nodes",
    "rows",
    "list",
];
/// What only a record has.
const OF_A_RECORD: [&str; 6] = ["id", "_id", "uuid", "username", "user_id", "eventtype"];
/// What an event has, and sometimes an answer that lists something.
const OF_AN_EVENT: [&str; 9] = [
    "timestamp",
    "@timestamp",
    "time",
    "published",
    "createddatetime",
    "date",
    "eventname",
    "action",
    "level",
];
/// What only somebody has.
const OF_SOMEBODY: [&str; 12] = [
    "email",
    "mail",
    "primaryemail",
    "displayname",
    "name",
    "login",
    "userprincipalname",
    "upn",
    "samaccountname",
    "firstname",
    "givenname",
    "lastname",
];

/// A list in an object.
#[derive(Debug)]
pub(super) struct List {
    /// The names on the way to it.
    pub(super) path: Vec<String>,
    /// How many objects stand in it directly.
    objects: u64,
    owner: Owner,
}

/// What the objects are that hold a list.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Owner {
    is_record: bool,
    is_event: bool,
    is_somebody: bool,
}

impl Owner {
    /// Takes note of a name that the object has.
    pub(super) fn has(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        self.is_record |= OF_A_RECORD.contains(&name.as_str());
        self.is_event |= OF_AN_EVENT.contains(&name.as_str());
        self.is_somebody |= OF_SOMEBODY.contains(&name.as_str());
    }
}

impl List {
    pub(super) fn new(path: Vec<String>, objects: u64) -> Self {
        Self {
            path,
            objects,
            owner: Owner::default(),
        }
    }

    /// Takes note of an object around it.
    pub(super) fn belongs_to(&mut self, owner: Owner) {
        self.owner.is_record |= owner.is_record;
        self.owner.is_event |= owner.is_event;
        self.owner.is_somebody |= owner.is_somebody;
    }

    fn is_called(&self, wanted: &str) -> bool {
        let last = self.path.last();
        last.is_some_and(|name| name.eq_ignore_ascii_case(wanted))
    }

    fn is_of_nobody(&self) -> bool {
        !self.owner.is_record && !self.owner.is_somebody
    }
}

/// The list with the records of an object that is all there is; none where the object is a record itself.
pub(super) fn of_one(lists: &[List]) -> Option<Vec<String>> {
    let is_top = |list: &List| list.path.len() == 1;
    let of_no_record = |list: &List| is_top(list) && !list.owner.is_record;
    let of_nobody = |list: &List| list.objects > 0 && list.is_of_nobody();
    let anywhere = || {
        let all = [&NAMED[..], &OF_NO_RECORD, &OF_NOBODY];
        all.iter().find_map(|names| named(lists, names, &of_nobody))
    };
    named(lists, &NAMED, &|list| is_top(list) && list.objects > 0)
        .or_else(|| {
            let fits = |list: &List| of_no_record(list) && list.objects > 0;
            named(lists, &OF_NO_RECORD, &fits)
        })
        .or_else(|| {
            let fits = |list: &List| is_top(list) && of_nobody(list);
            named(lists, &OF_NOBODY, &fits)
        })
        .or_else(|| named(lists, &NAMED, &of_no_record))
        .or_else(anywhere)
        .or_else(|| {
            let fits = |list: &&List| of_nobody(list) && !list.owner.is_event;
            longest(lists.iter().filter(fits))
        })
        .map(|list| list.path.clone())
}

/// The same of the first of many objects, each of which may as well be a record: only a name that says so counts.
pub(super) fn of_many(lists: &[List]) -> Option<Vec<String>> {
    let fits = |list: &List| {
        list.path.len() == 1 && list.objects > 0 && list.is_of_nobody() && !list.owner.is_event
    };
    let all = [&NAMED[..], &OF_NO_RECORD, &OF_NOBODY];
    let found = all.iter().find_map(|names| named(lists, names, &fits));
    found.map(|list| list.path.clone())
}

fn named<'a>(lists: &'a [List], names: &[&str], fits: &dyn Fn(&List) -> bool) -> Option<&'a List> {
    let mut found = names.iter().filter_map(|wanted| {
        let mut all = lists.iter();
        all.find(|list| list.is_called(wanted) && fits(list))
    });
    found.next()
}

/// The list with the most objects, where one has more than every other.
fn longest<'a>(lists: impl Iterator<Item = &'a List>) -> Option<&'a List> {
    let mut lists: Vec<&List> = lists.collect();
    lists.sort_by_key(|list| std::cmp::Reverse(list.objects));
    match lists.as_slice() {
        [only] => Some(only),
        [first, second, ..] if first.objects > second.objects => Some(first),
        _ => None,
    }
}
