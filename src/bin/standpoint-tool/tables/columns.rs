//! Writing one table: columns that find their values in the corpus, rows that are only ids.

use std::borrow::Cow;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int64Type};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use standpoint::corpus::Corpus;

/// How many rows a group has: what is written at a time, and what a reader's threads share out.
const GROUP: usize = 122_880;
/// How many values are in memory at a time, besides the pages of the column being written.
const BATCH: usize = 4_096;

/// What a column holds of a row, and how it is found.
enum Values<R> {
    Text(for<'a> fn(&'a Corpus, R) -> Cow<'a, str>),
    TextOrNone(for<'a> fn(&'a Corpus, R) -> Option<Cow<'a, str>>),
    Number(fn(&Corpus, R) -> i64),
    NumberOrNone(fn(&Corpus, R) -> Option<i64>),
    Truth(fn(&Corpus, R) -> bool),
}

/// A column of a table whose rows are `R`.
pub struct Column<R> {
    name: &'static str,
    values: Values<R>,
}

/// A column of texts.
pub fn text<R>(name: &'static str, of: for<'a> fn(&'a Corpus, R) -> Cow<'a, str>) -> Column<R> {
    Column { name, values: Values::Text(of) }
}

/// A column of texts that some rows do not have.
pub fn text_or_none<R>(
    name: &'static str,
    of: for<'a> fn(&'a Corpus, R) -> Option<Cow<'a, str>>,
) -> Column<R> {
    Column { name, values: Values::TextOrNone(of) }
}

/// A column of whole numbers.
pub fn number<R>(name: &'static str, of: fn(&Corpus, R) -> i64) -> Column<R> {
    Column { name, values: Values::Number(of) }
}

/// A column of whole numbers that some rows do not have.
pub fn number_or_none<R>(name: &'static str, of: fn(&Corpus, R) -> Option<i64>) -> Column<R> {
    Column { name, values: Values::NumberOrNone(of) }
}

/// A column of yes and no.
pub fn truth<R>(name: &'static str, of: fn(&Corpus, R) -> bool) -> Column<R> {
    Column { name, values: Values::Truth(of) }
}

impl<R: Copy> Column<R> {
    fn schema(&self) -> Result<Type> {
        let (physical, logical, repetition) = match self.values {
            Values::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String), Repetition::REQUIRED),
            Values::TextOrNone(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String), Repetition::OPTIONAL),
            Values::Number(_) => (Physical::INT64, None, Repetition::REQUIRED),
            Values::NumberOrNone(_) => (Physical::INT64, None, Repetition::OPTIONAL),
            Values::Truth(_) => (Physical::BOOLEAN, None, Repetition::REQUIRED),
        };
        let column = Type::primitive_type_builder(self.name, physical);
        column.with_logical_type(logical).with_repetition(repetition).build()
    }

    fn write(&self, corpus: &Corpus, rows: &[R], to: &mut SerializedColumnWriter) -> Result<()> {
        let bytes = |text: Cow<str>| ByteArray::from(text.into_owned().into_bytes());
        match self.values {
            Values::Text(of) => all::<ByteArrayType, R>(to, rows, |row| bytes(of(corpus, row))),
            Values::TextOrNone(of) => some::<ByteArrayType, R>(to, rows, |row| of(corpus, row).map(bytes)),
            Values::Number(of) => all::<Int64Type, R>(to, rows, |row| of(corpus, row)),
            Values::NumberOrNone(of) => some::<Int64Type, R>(to, rows, |row| of(corpus, row)),
            Values::Truth(of) => all::<BoolType, R>(to, rows, |row| of(corpus, row)),
        }
    }
}

/// Writes a value for each row.
fn all<T: DataType, R: Copy>(
    to: &mut SerializedColumnWriter,
    rows: &[R],
    of: impl Fn(R) -> T::T,
) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        let values: Vec<T::T> = batch.iter().map(|&row| of(row)).collect();
        to.typed::<T>().write_batch(&values, None, None)?;
    }
    Ok(())
}

/// Writes the values of those rows that have one, and which rows those are.
fn some<T: DataType, R: Copy>(
    to: &mut SerializedColumnWriter,
    rows: &[R],
    of: impl Fn(R) -> Option<T::T>,
) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        let values: Vec<Option<T::T>> = batch.iter().map(|&row| of(row)).collect();
        let there: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
        let values: Vec<T::T> = values.into_iter().flatten().collect();
        to.typed::<T>().write_batch(&values, Some(&there), None)?;
    }
    Ok(())
}

/// What every file says of the corpus that it comes from.
fn properties(corpus: &Corpus) -> WriterPropertiesPtr {
    let said = [
        ("id", &corpus.name),
        ("title", &corpus.title),
        ("question", &corpus.question),
        ("language", &corpus.language),
        ("version", &corpus.version),
        ("issued", &corpus.issued),
        ("licence", &corpus.licence),
    ];
    let said = said.map(|(key, value)| KeyValue::new(format!("standpoint.{key}"), value.clone()));
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
    Arc::new(properties.set_key_value_metadata(Some(said.to_vec())).build())
}

/// Writes a table, a group of rows at a time; tells how many rows it has.
pub fn write<R: Copy>(
    path: &Path,
    corpus: &Corpus,
    columns: &[Column<R>],
    mut rows: impl Iterator<Item = R>,
) -> std::result::Result<usize, String> {
    let mut table = || -> Result<usize> {
        let fields = columns.iter().map(|column| column.schema().map(Arc::new)).collect::<Result<_>>()?;
        let schema = Type::group_type_builder("schema").with_fields(fields).build()?;
        let file = File::create(path)?;
        let mut writer = SerializedFileWriter::new(file, Arc::new(schema), properties(corpus))?;
        let mut count = 0;
        loop {
            let group: Vec<R> = rows.by_ref().take(GROUP).collect();
            if group.is_empty() {
                break;
            }
            count += group.len();
            write_group(writer.next_row_group()?, corpus, columns, &group)?;
        }
        writer.close()?;
        Ok(count)
    };
    table().map_err(|error| format!("{}: {error}", path.display()))
}

fn write_group<R: Copy>(
    mut to: SerializedRowGroupWriter<File>,
    corpus: &Corpus,
    columns: &[Column<R>],
    rows: &[R],
) -> Result<()> {
    for column in columns {
        if let Some(mut writer) = to.next_column()? {
            column.write(corpus, rows, &mut writer)?;
            writer.close()?;
        }
    }
    to.close().map(drop)
}
