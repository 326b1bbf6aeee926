using System.Text.Json;
using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;

namespace Ingot.Core.Schemas;

/// <summary><c>&lt;Model&gt;.schema.json</c>, in the terms of TensorFlow Data Validation's schema.</summary>
public static class SchemaFile
{
    /// <summary>How all that is said of a schema ends: advice for who has the file beside a project of theirs.</summary>
    public const string Advice = " Correct the file, or delete it and build to have it inferred anew.";

    /// <summary>The schema as JSON.</summary>
    public static string ToJson(ModelSchema schema)
    {
        var document = new SchemaDocument(
            schema.Task, schema.PositiveClass, ReadingDocument.From(schema.Reading), [.. schema.Columns.Select(SchemaDocument.Column.From)]);
        return JsonSerializer.Serialize(document, SchemaDocument.Format);
    }

    /// <summary>Reads a schema; every column knows its line.</summary>
    /// <exception cref="IngotException">INGOT1002: the file is damaged or contradicts itself.</exception>
    public static ModelSchema Read(string path) => Parse(File.ReadAllBytes(path), path);

    /// <summary>Reads a schema from the bytes of a file; every column knows its line.</summary>
    /// <param name="bytes">The file's content.</param>
    /// <param name="path">The file, for diagnostics.</param>
    /// <exception cref="IngotException">INGOT1002: the file is damaged or contradicts itself. INGOT9020: a newer Ingot wrote it.</exception>
    public static ModelSchema Parse(byte[] bytes, string path)
    {
        SchemaDocument document;
        try
        {
            FormatCheck.RequireKnown(bytes, path);
            document = JsonFormat.Parse<SchemaDocument>(bytes, SchemaDocument.Format);
        }
        catch (JsonException e)
        {
            throw Wrong(path, JsonFormat.LineOf(e), $"The schema cannot be read: {WhatIsWrong(e)}", e);
        }

        var lines = LinesOfColumns(bytes);
        var schema = new ModelSchema
        {
            Task = document.Task,
            PositiveClass = document.PositiveClass,
            Reading = Reading(path, bytes, document.Reading),
            Columns = [.. document.Columns.Select((c, i) => c.ToSchema(i < lines.Count ? lines[i] : 0))],
        };
        Check(path, schema);
        return schema;
    }

    /// <summary>The serialiser's words, without the names of .NET types that nobody who edits a schema knows.</summary>
    private static string WhatIsWrong(JsonException e)
    {
        var message = e.Message.Split(" Path: ")[0];
        return message.Contains("could not be mapped", StringComparison.Ordinal)
            ? $"There is no property '{e.Path?[(e.Path.LastIndexOf('.') + 1)..]}'; expected name, type, role, precision, encoding, format, unit, decimal, thousands, missing, presence, domain, minDomainMass, rare, min, max, distinct or why in a column, format, encoding, delimiter, quote, skip, header, comment, decimal, thousands, missing, trim or zone in reading, task, positiveClass, reading or columns outside."
            : $"{(message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal) ? "The value has none of the expected forms." : message)} At {e.Path ?? "$"}.";
    }

    private static DataReading Reading(string path, byte[] bytes, ReadingDocument? document)
    {
        if (document is null)
        {
            return DataReading.Default;
        }

        return document.Problem is { } problem
            ? throw Wrong(path, LineOf(bytes, "reading"), $"The schema's reading has {problem}.")
            : document.ToReading();
    }

    private static void Check(string path, ModelSchema schema)
    {
        // Without case, as the engine that reads the data compares names.
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (schema.Columns.FirstOrDefault(c => !names.Add(c.Name)) is { } twice)
        {
            throw Wrong(path, twice.Line, $"The schema has the column '{twice.Name}' twice. Remove one.");
        }

        var labels = schema.Columns.Where(c => c.Role == ColumnRole.Label).ToList();
        var canLack = schema.Task.IsUnsupervised();
        if (labels.Count > 1 || (labels.Count == 0 && !canLack))
        {
            throw Wrong(path, labels.Count > 1 ? labels[1].Line : 1, $"The schema has {labels.Count} columns with the role Label; expected {(canLack ? "at most one" : "one")}.");
        }

        if (labels.Count == 1)
        {
            CheckLabel(path, schema, labels[0]);
        }

        foreach (var column in schema.Columns)
        {
            CheckColumn(path, column);
            CheckDomain(path, column, schema.ReaderOf(column));
        }
    }

    private static void CheckLabel(string path, ModelSchema schema, SchemaColumn label)
    {
        var hasTwo = schema.Task is ModelTask.BinaryClassification or ModelTask.AnomalyDetection;
        var least = hasTwo || schema.Task is ModelTask.MulticlassClassification or ModelTask.Clustering ? 2 : 0;
        if ((label.Domain?.Count ?? 0) < least)
        {
            throw Wrong(path, label.Line, $"The label '{label.Name}' has no domain of at least {least} classes. Add its classes as \"domain\".");
        }

        if (hasTwo
            && (label.Domain!.Count != 2 || schema.PositiveClass is null || !label.Domain!.Contains(schema.PositiveClass)))
        {
            throw Wrong(path, label.Line, $"The label '{label.Name}' needs exactly two classes, one of them the positiveClass; found {string.Join(", ", label.Domain!)} and positiveClass '{schema.PositiveClass}'.");
        }

        if (label.Type != (schema.Task.IsNumeric() ? ColumnType.Number : ColumnType.String))
        {
            throw Wrong(path, label.Line, $"The label '{label.Name}' has the type {label.Type}; {schema.Task} expects {(schema.Task.IsNumeric() ? ColumnType.Number : ColumnType.String)}.");
        }
    }

    private static void CheckDomain(string path, SchemaColumn column, ValueReader reader)
    {
        if (column.Domain?.FirstOrDefault(v => reader.Text(v) != v) is { } never)
        {
            throw Wrong(path, column.Line, $"Column '{column.Name}' has '{never}' in its domain, which is never read: {(reader.Text(never) is { } text ? $"white space round a value is no part of it, so it is '{text}'" : "it is one of the words that mean a missing value (\"missing\" of the column or of \"reading\")")}. Remove it, or change how values are read.");
        }
    }

    private static void CheckColumn(string path, SchemaColumn column)
    {
        if (column.Role == ColumnRole.Weight && column.Type != ColumnType.Number)
        {
            throw Wrong(path, column.Line, $"The weight '{column.Name}' has the type {column.Type}; expected Number.");
        }

        if (column.Format is not null && (column.Type != ColumnType.Date || !ValueReader.CanRead(column.Format)))
        {
            throw Wrong(path, column.Line, $"Column '{column.Name}' has the format '{column.Format}' and the type {column.Type}; expected the type Date and a custom date and time format of .NET that has the year, such as dd/MM/yyyy.");
        }

        if (column.Type != ColumnType.Number && (column.Unit is not null || column.Decimal is not null || column.Thousands is not null))
        {
            throw Wrong(path, column.Line, $"Column '{column.Name}' has a unit, decimal or thousands and the type {column.Type}; only numbers have them.");
        }

        if (column.Min > column.Max)
        {
            throw Wrong(path, column.Line, $"Column '{column.Name}' has the min {column.Min} and the max {column.Max}: no value can be in between.");
        }

        if (column.Type != ColumnType.Number && (column.Min ?? column.Max) is not null)
        {
            throw Wrong(path, column.Line, $"Column '{column.Name}' has min or max and the type {column.Type}; only numbers have a range.");
        }

        if (column.Type != ColumnType.String && column.Domain is not null)
        {
            throw Wrong(path, column.Line, $"Column '{column.Name}' has a domain and the type {column.Type}; only strings have a domain.");
        }

        if (column.IsText && (column.Type != ColumnType.String || column.Role == ColumnRole.Label || column.Domain is not null))
        {
            throw Wrong(path, column.Line, $"Column '{column.Name}' has the encoding Text, the type {column.Type} and the role {column.Role}{(column.Domain is null ? string.Empty : ", and a domain")}; free text has the type String, is no label, and has no domain.");
        }

        if (column.MinFraction is not (>= 0 and <= 1) || column.MinDomainMass is not (>= 0 and <= 1))
        {
            throw Wrong(path, column.Line, $"Column '{column.Name}' has presence.minFraction {column.MinFraction} and minDomainMass {column.MinDomainMass}; both are shares from 0 to 1.");
        }
    }

    /// <summary>The line of a member of the document itself; 1 when there is none.</summary>
    private static int LineOf(byte[] bytes, string member)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals(member))
            {
                return 1 + bytes.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
            }
        }

        return 1;
    }

    /// <summary>The line on which each element of the array <c>columns</c> begins.</summary>
    private static List<int> LinesOfColumns(byte[] bytes)
    {
        var lines = new List<int>();
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var line = 1;
        var position = 0;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.StartObject || reader.CurrentDepth != 2)
            {
                continue;
            }

            var start = (int)reader.TokenStartIndex;
            line += bytes.AsSpan(position, start - position).Count((byte)'\n');
            position = start;
            lines.Add(line);
        }

        return lines;
    }

    private static IngotException Wrong(string path, int line, FormattableString message, Exception? inner = null) =>
        new(PrepareDiagnostics.InvalidSchema.At(
            new SourceLocation(path, line, 1),
            $"{message}{Advice}"), inner);
}
