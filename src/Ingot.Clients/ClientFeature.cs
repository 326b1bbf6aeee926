using System.Globalization;
using Ingot.Core.Schemas;

namespace Ingot.Clients;

/// <summary>One property of the typed input, and how it gets into the model's input.</summary>
/// <param name="Column">The schema's column.</param>
/// <param name="Property">The property's name.</param>
internal sealed record ClientFeature(SchemaColumn Column, string Property)
{
    private const int ListedValues = 20;

    /// <summary>All features of a schema.</summary>
    public static IReadOnlyList<ClientFeature> Of(ModelSchema schema, string inputType)
    {
        var columns = schema.Features.ToList();
        var names = ClientNames.Properties([.. columns.Select(c => c.Name)], inputType);
        return [.. columns.Zip(names, (c, n) => new ClientFeature(c, n))];
    }

    /// <summary>Numbers and strings have a value for missing; booleans and dates need a second input.</summary>
    private bool HasPresence => Column.HasPresenceInput;

    /// <summary>Whether the property's type has no value for missing, so that it must be known if it was set.</summary>
    public bool MustBeSet => Column.Type is ColumnType.Boolean or ColumnType.Date && !HasPresence;

    /// <summary>Whether only some texts are allowed.</summary>
    public bool HasClosedDomain => Column is { Type: ColumnType.String, Domain: not null, MinDomainMass: >= 1 };

    /// <summary>The line that checks the property's value; null: every value is allowed.</summary>
    /// <param name="domain">The field of the texts that are allowed.</param>
    /// <param name="given">The field that says whether it was set.</param>
    /// <param name="reader">What reads the column's texts.</param>
    public string? Check(string domain, string given, string reader)
    {
        var (column, required) = (CSharpText.Literal(Column.Name), Column.MinFraction >= 1 ? "true" : "false");
        return Column.Type switch
        {
            ColumnType.Number => $"check.Number({column}, {Property}, {required}, {Bound(Column.Min)}, {Bound(Column.Max)});",
            ColumnType.String when HasClosedDomain || Column.MinFraction >= 1 => $"check.Text({column}, {reader}.Text({Property}), {required}, {(HasClosedDomain ? domain : "null")});",
            _ when MustBeSet => $"check.Given({column}, {given});",
            _ => null,
        };
    }

    private static string Bound(double? bound) => bound is { } value ? Text($"{value:R}d") : "null";

    /// <summary>The property's C# type.</summary>
    /// <param name="nullable">The annotation of nullable reference types, when the language has it.</param>
    public string Type(string nullable) => Column.Type switch
    {
        ColumnType.Number => Column.DataType == TensorDataType.Float64 ? "double?" : "float?",
        ColumnType.Boolean => HasPresence ? "bool?" : "bool",
        ColumnType.Date => HasPresence ? "global::System.DateTime?" : "global::System.DateTime",
        _ => "string" + nullable,
    };

    /// <summary>The lines that add the column's inputs to the batch.</summary>
    public IEnumerable<string> Declare(int index)
    {
        var method = Column.DataType switch
        {
            TensorDataType.Float32 => "Floats",
            TensorDataType.Float64 => "Doubles",
            TensorDataType.Int64 => "Integers",
            TensorDataType.Boolean => "Booleans",
            _ => "Strings",
        };
        yield return Text($"var c{index} = batch.{method}({CSharpText.Literal(Column.Name)});");
        if (HasPresence)
        {
            yield return Text($"var p{index} = batch.Booleans({CSharpText.Literal(Column.PresenceInput)});");
        }
    }

    /// <summary>The lines that put the property of <c>input</c> into the batch's <c>row</c>.</summary>
    /// <param name="index">The feature's place among all.</param>
    /// <param name="reader">What reads the column's texts.</param>
    /// <param name="hasMissingNumbers">Whether numbers can mean a missing value.</param>
    public IEnumerable<string> Fill(int index, string reader, bool hasMissingNumbers)
    {
        var value = "input." + Property;
        var present = HasPresence ? value + ".GetValueOrDefault()" : value;
        yield return Column.Type switch
        {
            ColumnType.Number when hasMissingNumbers => Text($"c{index}[row] = {(Column.DataType == TensorDataType.Float64 ? string.Empty : "(float)")}{reader}.Known({value} ?? double.NaN);"),
            ColumnType.Number when Column.DataType == TensorDataType.Float64 => Text($"c{index}[row] = {value} ?? double.NaN;"),
            ColumnType.Number => Text($"c{index}[row] = {value} ?? float.NaN;"),
            ColumnType.Date when HasPresence => Text(
                $"c{index}[row] = {value}.HasValue ? global::Ingot.Runtime.ModelBatch.Microseconds({value}.Value) : 0L;"),
            ColumnType.Date => Text($"c{index}[row] = global::Ingot.Runtime.ModelBatch.Microseconds({value});"),
            ColumnType.Boolean => Text($"c{index}[row] = {present};"),
            _ => Text($"c{index}[row] = {reader}.Text({value});"),
        };
        if (HasPresence)
        {
            yield return Text($"p{index}[row] = {value}.HasValue;");
        }
    }

    /// <summary>Writes the property's documentation.</summary>
    public void Document(SourceWriter source)
    {
        source.Summary($"Column <c>{CSharpText.Xml(Column.Name)}</c>: {Meaning()}");
        var remarks = Remarks().ToList();
        if (remarks.Count > 0)
        {
            source.Line($"/// <remarks>{string.Join(' ', remarks)}</remarks>");
        }
    }

    private IEnumerable<string> Remarks()
    {
        // Booleans and dates that must be there have no value for missing.
        if (Column.MinFraction >= 1 && Column.Type is ColumnType.Number or ColumnType.String)
        {
            yield return "Expected in every row.";
        }

        if (Column.Domain is { Count: > 0 } domain)
        {
            var values = string.Join(", ", domain.Take(ListedValues).Select(v => $"<c>{CSharpText.Xml(v)}</c>"));
            yield return $"{Known()}: {values}{(domain.Count > ListedValues ? Text($" and {domain.Count - ListedValues} more") : string.Empty)}.";
        }
    }

    private string Known() => Column.MinDomainMass >= 1 ? "One of" : "Known values (any other is scored as unknown)";

    private string Meaning() => Column.Type switch
    {
        ColumnType.Number => "a number" + Range() + "; null or NaN is missing.",
        ColumnType.Boolean => "true or false" + (HasPresence ? "; null is missing." : "."),
        ColumnType.Date => "a date and time; local times are converted to UTC" + (HasPresence ? "; null is missing." : "."),
        _ => "text, read as in the data that the model learned from; null and empty are missing.",
    };

    private string Range() => (Column.Min, Column.Max) switch
    {
        ({ } min, { } max) => Text($" from {min} to {max}"),
        ({ } min, null) => Text($", at least {min}"),
        (null, { } max) => Text($", at most {max}"),
        _ => string.Empty,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
