using System.Globalization;
using System.Text;

namespace Ingot.Runs.Stores;

/// <summary>A question as the end of a SELECT over <c>runs r</c>, with its values.</summary>
internal sealed class RunQuerySql
{
    private readonly List<object?> _values = [];
    private readonly List<string> _conditions = [];

    public RunQuerySql(RunQuery query)
    {
        if (query.Ids is { } ids)
        {
            // Nothing is in an empty list, which SQL has no word for.
            _conditions.Add(ids.Count == 0 ? "1 = 0" : $"r.id IN ({string.Join(", ", ids.Select(Value))})");
        }

        if (query.Model is { } model)
        {
            // Both by the database, which knows fewer letters than .NET.
            _conditions.Add($"lower(r.model) = lower({Value(model)})");
        }

        Equal("r.state", query.State?.ToString());
        Equal("r.kind", query.Kind?.ToString());
        Equal("r.parent", query.Parent);
        Equal("r.build", query.Build);
        if (query.OnlyWhole)
        {
            _conditions.Add("r.parent IS NULL");
        }

        if (query.Since is { } since)
        {
            _conditions.Add($"r.started >= {Value(since.ToUnixTimeMilliseconds())}");
        }

        if (query.Before is { } before)
        {
            _conditions.Add($"r.started < {Value(before.ToUnixTimeMilliseconds())}");
        }

        foreach (var tag in query.Tags)
        {
            _conditions.Add($"EXISTS (SELECT 1 FROM tags t WHERE t.run = r.number AND lower(t.name) = lower({Value(tag)}))");
        }

        foreach (var condition in query.Metrics)
        {
            _conditions.Add($"EXISTS (SELECT 1 FROM metrics m WHERE m.run = r.number AND m.slice = '' AND lower(m.name) = lower({Value(condition.Name)}) AND m.value {condition.Operator} {Value(condition.Value)})");
        }

        Text = End(query);
    }

    /// <summary>From WHERE on.</summary>
    public string Text { get; }

    /// <summary>The values of <c>@p0</c>, <c>@p1</c>, ….</summary>
    public object?[] Values => [.. _values];

    private string End(RunQuery query)
    {
        var text = new StringBuilder();
        if (_conditions.Count > 0)
        {
            text.Append(" WHERE ").AppendJoin(" AND ", _conditions);
        }

        text.Append(" ORDER BY ");
        if (query.SortBy is { } metric)
        {
            // The best first, whichever direction is good: of a metric whose direction nobody said the greatest.
            var best = $"(SELECT MAX(CASE WHEN m.higher_is_better = 0 THEN -m.value ELSE m.value END) FROM metrics m WHERE m.run = r.number AND m.slice = '' AND lower(m.name) = lower({Value(metric)}))";
            text.Append(CultureInfo.InvariantCulture, $"{best} IS NULL, {best} DESC, ");
        }

        text.Append("r.started DESC, r.id DESC");
        if (query.Limit is { } limit)
        {
            text.Append(CultureInfo.InvariantCulture, $" LIMIT {limit}");
        }

        return text.ToString();
    }

    private void Equal(string column, string? value)
    {
        if (value is not null)
        {
            _conditions.Add($"{column} = {Value(value)}");
        }
    }

    private string Value(object? value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"@p{_values.Count - 1}");
    }
}
