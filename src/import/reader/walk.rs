//! Walks over JSON without building it: where records begin and end, and what the objects around them are called.

use std::fs::File;

use serde::de::IgnoredAny;

use super::lists::{self, List, Owner};
use super::scan::Encoding;
use super::tokens::{Piece, Token, Tokens};
use crate::import::problem::FileProblem;

/// Where the records of a file are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// One after another, of which a file with one object is the least.
    Apart,
    /// One in each line.
    Lines,
    /// In an array that is all there is, or in several.
    Array,
    /// In the array that is found under these names, in an object that is all there is, or in each of several.
    Under(Vec<String>),
}

/// A walk over a file.
pub(super) struct Walk {
    tokens: Tokens,
    shape: Shape,
    /// Whether a list of records is open.
    is_inside: bool,
}

impl Walk {
    /// From the beginning of a file.
    pub(super) fn new(file: File, encoding: Encoding) -> Self {
        Self {
            tokens: Tokens::new(file, encoding),
            shape: Shape::Apart,
            is_inside: false,
        }
    }

    /// Bytes of the file read so far.
    pub(super) fn position(&self) -> u64 {
        self.tokens.position()
    }

    /// Looks at the whole file for where its records are.
    pub(super) fn shape(mut self) -> Result<Shape, FileProblem> {
        match self.tokens.token()? {
            Some(Token::Open(b'[')) => return Ok(Shape::Array),
            Some(Token::Open(_)) => {}
            _ => return Err(FileProblem::BrokenJson),
        }
        let lists = self.lists()?;
        let found = match self.tokens.token()? {
            None => lists::of_one(&lists),
            Some(Token::Open(b'{')) => {
                let next = self.lists()?;
                let found = lists::of_many(&lists);
                found.filter(|path| next.iter().any(|list| list.path == *path))
            }
            Some(_) => None,
        };
        Ok(found.map_or(Shape::Apart, Shape::Under))
    }

    /// Whether each line is a record, of which some may be broken.
    pub(super) fn has_lines(mut self) -> Result<bool, FileProblem> {
        let mut begins = [false; 3];
        let mut whole = [false; 3];
        for (begin, is_whole) in begins.iter_mut().zip(&mut whole) {
            let Some(Piece::Whole(line)) = self.tokens.line()? else {
                break;
            };
            *begin = line.starts_with(b"{") && line.len() > 1;
            *is_whole = *begin && serde_json::from_slice::<IgnoredAny>(&line).is_ok();
        }
        Ok(match (begins, whole) {
            ([true, true, _], [true, ..]) => true,
            ([true, ..], [false, second, third]) => second && third,
            _ => false,
        })
    }

    /// Goes to where the records begin.
    pub(super) fn enter(&mut self, shape: &Shape) -> Result<(), FileProblem> {
        self.shape = shape.clone();
        match shape {
            Shape::Apart | Shape::Lines => return Ok(()),
            Shape::Array => self.tokens.open(b'[')?,
            Shape::Under(path) => {
                self.tokens.open(b'{')?;
                if !self.find(path)? {
                    return Err(FileProblem::BrokenJson);
                }
            }
        }
        self.is_inside = true;
        Ok(())
    }

    /// The next record; none at the end.
    pub(super) fn record(&mut self) -> Result<Option<Piece>, FileProblem> {
        if self.shape == Shape::Lines {
            return self.tokens.line();
        }
        loop {
            self.tokens.skip_blanks()?;
            if self.tokens.peek()?.is_none() {
                return if self.is_inside {
                    Err(FileProblem::HalfJson)
                } else {
                    Ok(None)
                };
            }
            self.tokens.begin_record();
            match self.tokens.token()? {
                None | Some(Token::Comma) => continue,
                Some(Token::Close) => {
                    self.tokens.end_record();
                    if !self.next_list()? {
                        return Ok(None);
                    }
                    continue;
                }
                Some(Token::Colon) => return Err(FileProblem::BrokenJson),
                Some(Token::Text | Token::Plain) => {}
                Some(Token::Open(_)) => {
                    self.tokens.rest_of()?;
                }
            }
            return Ok(Some(self.tokens.end_record()));
        }
    }

    /// Goes from the end of a list to the beginning of the next one, as pages that were put into one file have them;
    /// whether there is one.
    fn next_list(&mut self) -> Result<bool, FileProblem> {
        let path = match &self.shape {
            Shape::Array => Vec::new(),
            Shape::Under(path) => path.clone(),
            Shape::Apart | Shape::Lines => return Err(FileProblem::BrokenJson),
        };
        for _ in &path {
            self.tokens.rest_of()?;
        }
        loop {
            match (self.tokens.token()?, path.is_empty()) {
                (None, _) => {
                    self.is_inside = false;
                    return Ok(false);
                }
                (Some(Token::Open(b'[')), true) => return Ok(true),
                (Some(Token::Open(b'{')), false) => {
                    if self.find(&path)? {
                        return Ok(true);
                    }
                }
                (Some(Token::Comma), _) => {}
                (Some(_), _) => return Err(FileProblem::BrokenJson),
            }
        }
    }

    /// Goes into the list under a path, in an object whose brace is behind; where there is none, its end is behind.
    fn find(&mut self, path: &[String]) -> Result<bool, FileProblem> {
        let (wanted, rest) = path.split_first().ok_or(FileProblem::BrokenJson)?;
        while self.tokens.name()? {
            let is_it = self.tokens.last_text() == wanted.as_bytes();
            match self.tokens.begin_value()? {
                Some(b'[') if is_it && rest.is_empty() => return Ok(true),
                Some(b'{') if is_it && !rest.is_empty() => {
                    let has_it = self.find(rest)?;
                    if has_it {
                        return Ok(true);
                    }
                }
                Some(_) => {
                    self.tokens.rest_of()?;
                }
                None => {}
            }
        }
        Ok(false)
    }

    /// The lists of an object whose brace is behind, and of the objects in it.
    fn lists(&mut self) -> Result<Vec<List>, FileProblem> {
        let mut lists = Vec::new();
        self.put_lists(&mut Vec::new(), &mut lists)?;
        Ok(lists)
    }

    fn put_lists(
        &mut self,
        path: &mut Vec<String>,
        lists: &mut Vec<List>,
    ) -> Result<(), FileProblem> {
        let before = lists.len();
        let mut owner = Owner::default();
        while self.tokens.name()? {
            let name = String::from_utf8_lossy(self.tokens.last_text()).into_owned();
            owner.has(&name);
            path.push(name);
            match self.tokens.begin_value()? {
                Some(b'[') => {
                    let objects = self.tokens.rest_of()?;
                    lists.push(List::new(path.clone(), objects));
                }
                Some(_) if path.len() < lists::DEPTH => self.put_lists(path, lists)?,
                Some(_) => {
                    self.tokens.rest_of()?;
                }
                None => {}
            }
            path.pop();
        }
        let own = lists.get_mut(before..).unwrap_or_default();
        for list in own {
            list.belongs_to(owner);
        }
        Ok(())
    }
}
