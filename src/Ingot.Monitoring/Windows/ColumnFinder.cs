using Ingot.Core.Predictions;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Data;

namespace Ingot.Monitoring.Windows;

/// <summary>Finds out which columns of files are features and outputs, and how their values are read.</summary>
internal sealed class ColumnFinder(DuckDbSession session, ModelSchema? schema, ColumnMapping? mapping, IReadOnlyList<FileShape> shapes)
{
    private const string LogPrefix = "ingot_";
    private readonly ColumnTyping _typing = new(session, schema?.Reading.Text ?? new TextReading());

    /// <summary>All columns: features in the order of the schema, outputs, then what is left in the order of the files.</summary>
    public IReadOnlyList<FoundColumn> Find()
    {
        var own = new MappedColumns(mapping ?? MappedColumns.OfLog).Own.ToHashSet(StringComparer.Ordinal);
        var names = shapes.SelectMany(s => s.Types.Keys).Distinct(StringComparer.Ordinal)
            .Where(n => !own.Contains(n) && (mapping is not null || !n.StartsWith(LogPrefix, StringComparison.OrdinalIgnoreCase))).ToList();
        var outputs = Outputs(names);
        var taken = new HashSet<string>(outputs.Values, StringComparer.Ordinal);
        var found = new List<FoundColumn>();
        foreach (var feature in schema?.Features ?? [])
        {
            var source = mapping?.Features.GetValueOrDefault(feature.Name) ?? feature.Name;
            taken.Add(source);
            found.Add(Make(found.Count, feature.Name, source, WindowColumnRole.Feature, feature));
        }

        foreach (var (name, source) in outputs)
        {
            found.Add(Make(found.Count, name, source, WindowColumnRole.Output, schema: null));
        }

        foreach (var name in names.Where(n => !taken.Contains(n)))
        {
            var known = schema?.Columns.FirstOrDefault(c => c.Name == name);
            found.Add(Make(found.Count, name, name, schema is null ? WindowColumnRole.Feature : WindowColumnRole.Other, known));
        }

        return found;
    }

    /// <summary>A column's values in all files as one type.</summary>
    public static string TypeOf(IEnumerable<string> types)
    {
        var distinct = types.Distinct(StringComparer.Ordinal).ToList();
        return distinct.Count == 0 ? "VARCHAR"
            : distinct.Count == 1 ? distinct[0]
            : distinct.TrueForAll(ColumnTyping.IsNumber) ? "DOUBLE"
            : distinct.TrueForAll(ColumnTyping.IsDate) ? "TIMESTAMP"
            : "VARCHAR";
    }

    private Dictionary<string, string> Outputs(List<string> names)
    {
        if (mapping is not null)
        {
            return new Dictionary<string, string>(mapping.Outputs, StringComparer.Ordinal);
        }

        // Of a log without a schema these names are outputs, for no feature of it may have one; classes have a probability each.
        IEnumerable<string> expected = schema is null
            ? names.Where(n => OutputNames.All.Contains(n) || n.StartsWith($"{OutputNames.Probability}_", StringComparison.Ordinal))
            : schema.Outputs.SelectMany(o => o.Name == OutputNames.Probabilities ? ScoreColumns.Probabilities(schema.Classes) : [o.Name]);
        return expected.ToDictionary(n => n, n => n, StringComparer.Ordinal);
    }

    private FoundColumn Make(int index, string name, string source, WindowColumnRole role, SchemaColumn? schema)
    {
        var having = Enumerable.Range(0, shapes.Count).Where(i => shapes[i].Types.ContainsKey(source)).ToList();
        var type = TypeOf(having.Select(i => shapes[i].Types[source]));
        if (!IsSingle(type))
        {
            type = "VARCHAR";
        }

        var raw = FormattableString.Invariant($"r{index}");
        var sql = FormattableString.Invariant($"v{index}");
        var isHashed = schema is not null && mapping is null && type == "VARCHAR" && having.Count > 0 && IsHashed(source, having);
        var expected = isHashed ? WindowColumnKind.Text : schema is null ? KindOf(role, name, having.Count > 0 ? shapes[having[0]].Types[source] : "DOUBLE") : KindOf(schema.Type);
        var kinds = having.Where(i => shapes[i].IsTyped).ToDictionary(i => i, i => KindOf(role, name, shapes[i].Types[source]));

        // Anything can be a text, as numbers are that mean categories: only where other files have texts it is a change.
        var isChange = !isHashed && (expected != WindowColumnKind.Text || kinds.ContainsValue(WindowColumnKind.Text));
        var others = kinds.Where(k => isChange && k.Value != expected).Select(k => k.Key).ToHashSet();
        var column = new WindowColumn(name, expected, role) { Sql = sql, IsHashed = isHashed };
        return new FoundColumn(column, source, raw, type, Value(column, raw, type, isHashed ? null : schema))
        {
            Schema = isHashed ? null : schema,
            Shapes = having.ToHashSet(),
            OtherTypes = others,
            OtherType = others.Count > 0 ? shapes[others.Min()].Types[source] : null,
        };
    }

    private string Value(WindowColumn column, string raw, string type, SchemaColumn? known)
    {
        var value = known is not null ? _typing.Value(known, raw, type) : column.Kind switch
        {
            WindowColumnKind.Number => $"TRY_CAST({raw} AS DOUBLE)",
            WindowColumnKind.Date => $"TRY_CAST({raw} AS TIMESTAMP)",
            WindowColumnKind.Boolean => $"TRY_CAST({raw} AS BOOLEAN)",
            _ => $"{raw}::VARCHAR",
        };
        return column.Kind switch
        {
            // A NaN is no value, as in a build's data.
            WindowColumnKind.Number => $"nullif(({value})::DOUBLE, 'nan'::DOUBLE)",
            WindowColumnKind.Text => $"nullif({value}, '')",
            _ => value,
        };
    }

    private bool IsHashed(string source, List<int> having)
    {
        var name = DuckDbSession.Name(source);
        var looks = having.Select(i => session.Query(
            $"SELECT count(*), count_if(regexp_full_match({name}::VARCHAR, '[0-9a-f]{{64}}')) FROM (SELECT {name} FROM {WindowFiles.Relation(shapes[i].Files)} WHERE {name} IS NOT NULL LIMIT 50)")[0]).ToList();
        var values = looks.Sum(l => DuckDbSession.Integer(l[0]));
        return values > 0 && values == looks.Sum(l => DuckDbSession.Integer(l[1]));
    }

    private static bool IsSingle(string type) => ColumnTyping.IsNumber(type) || ColumnTyping.IsDate(type) || type is "VARCHAR" or "BOOLEAN";

    private static WindowColumnKind KindOf(ColumnType type) => type switch
    {
        ColumnType.Number => WindowColumnKind.Number,
        ColumnType.Date => WindowColumnKind.Date,
        ColumnType.Boolean => WindowColumnKind.Boolean,
        _ => WindowColumnKind.Text,
    };

    // Scores are numbers, even where a table has them as texts.
    private static WindowColumnKind KindOf(WindowColumnRole role, string name, string type) =>
        role == WindowColumnRole.Output ? name == OutputNames.PredictedLabel ? WindowColumnKind.Text : WindowColumnKind.Number
        : ColumnTyping.IsNumber(type) ? WindowColumnKind.Number
        : ColumnTyping.IsDate(type) ? WindowColumnKind.Date
        : type == "BOOLEAN" ? WindowColumnKind.Boolean
        : WindowColumnKind.Text;
}
