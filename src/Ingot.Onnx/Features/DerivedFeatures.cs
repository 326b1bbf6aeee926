using Ingot.Core.Diagnostics;
using Ingot.Core.Expressions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Onnx.Features;

/// <summary>Further features that the project asks for of a column: whether it is missing, and the parts of dates.</summary>
internal static class DerivedFeatures
{
    /// <summary>As expressions.</summary>
    /// <exception cref="IngotException">INGOT2030: the column has none of them.</exception>
    public static IEnumerable<FeatureSpec> Of(SchemaColumn column, ColumnSpec? said)
    {
        if (said is null)
        {
            yield break;
        }

        Check(column, said);
        Expression value = new ColumnExpression(column.Name, 0);
        if (said.MissingIndicator)
        {
            yield return Feature(column, said, "missing", $"1 where {column.Name} is missing, else 0", Call("is_missing", value));
        }

        foreach (var part in said.Parts)
        {
            var (function, first, length) = part switch
            {
                DatePart.Year => ("year", 0, 0),
                DatePart.Month => ("month", 1, 12),
                DatePart.Day => ("day", 1, 31),
                DatePart.DayOfWeek => ("weekday", 1, 7),
                _ => ("hour", 0, 24),
            };
            var number = Call(function, value);
            if (!said.Cyclic || length == 0)
            {
                yield return Feature(column, said, part.ToString(), $"{function} of {column.Name}", number);
                continue;
            }

            // On a circle, where the last is a neighbour of the first.
            var angle = Call("*", new NumberExpression(2 * Math.PI / length, 0), Call("-", number, new NumberExpression(first, 0)));
            yield return Feature(column, said, $"{part} sin", $"sine of {function} of {column.Name} on a circle of {length}", Call("sin", angle));
            yield return Feature(column, said, $"{part} cos", $"cosine of {function} of {column.Name} on a circle of {length}", Call("cos", angle));
        }
    }

    private static void Check(SchemaColumn column, ColumnSpec said)
    {
        var wrong = column.Type != ColumnType.String && (said.MaxCategories ?? said.MinRows) is not null ? (said.MaxCategories is null ? "MinRows" : "MaxCategories", "texts")
            : column.Type != ColumnType.Number && said.Transform is not null ? ("Transform", "numbers")
            : column.Type != ColumnType.Date && said.Parts.Count > 0 ? ("Parts", "dates")
            : ((string, string)?)null;
        if (wrong is var (metadata, whose))
        {
            throw new IngotException(TrainDiagnostics.EncodingDoesNotFit.At(
                said.Location, $"Column '{column.Name}' of type {column.Type} has the metadata {metadata}, which {whose} have only. Remove it{(whose == "texts" ? "; to have categories of it, give it Type=\"String\"" : string.Empty)}."));
        }
    }

    private static CallExpression Call(string function, params Expression[] arguments) => new(function, arguments, 0);

    private static FeatureSpec Feature(SchemaColumn column, ColumnSpec said, string name, string text, Expression parsed) =>
        new($"{column.Name}: {name}", text, parsed, said.Location);
}
