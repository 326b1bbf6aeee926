using System.Globalization;
using System.Text.Json.Nodes;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Releases.Validation;

/// <summary><c>evidence/golden.json</c>: a few reference rows with the ONNX model's answers, by which a client is checked.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="OnnxSha256">SHA-256 of the ONNX file that gave the answers.</param>
/// <param name="Classes">The classes in the order of the scores (binary: the negative one, then the positive one); empty for regression.</param>
/// <param name="Rows">The rows, by their numbers.</param>
public sealed record GoldenFile(string Model, string OnnxSha256, IReadOnlyList<string> Classes, IReadOnlyList<GoldenRow> Rows)
{
    /// <summary>
    /// Chooses rows that are spread over all of them. Where features have missing values, up to half of the rows are ones
    /// with such values, so that each feature is missing once if there is room.
    /// </summary>
    /// <param name="features">The feature columns.</param>
    /// <param name="count">How many rows; fewer when there are not as many.</param>
    /// <returns>Indexes of rows, ascending.</returns>
    public static int[] Choose(Table features, int count)
    {
        var chosen = new SortedSet<int>();
        foreach (var column in features.Columns)
        {
            if (chosen.Count < count / 2 && !chosen.Any(column.IsMissing)
                && Enumerable.Range(0, column.Rows).Where(column.IsMissing).Select(r => (int?)r).FirstOrDefault() is { } row)
            {
                chosen.Add(row);
            }
        }

        // The middles of equal parts: what is chosen already takes the place of its own part's.
        var left = Math.Min(count, features.Rows) - chosen.Count;
        for (var i = 0; i < left; i++)
        {
            chosen.Add((int)(((2L * i) + 1) * features.Rows / (2L * left)));
        }

        return [.. chosen];
    }

    /// <summary>The values of a row's features.</summary>
    public static JsonObject Inputs(IEnumerable<SchemaColumn> features, Table table, int row)
    {
        var inputs = new JsonObject();
        foreach (var feature in features)
        {
            inputs[feature.Name] = Value(table[feature.Name], row);
        }

        return inputs;
    }

    /// <summary>The file as JSON.</summary>
    public string ToJson() => JsonFormat.Write(this);

    /// <summary>Reads the file.</summary>
    /// <exception cref="IngotException">INGOT9006: the file is damaged.</exception>
    public static GoldenFile Read(string path) => Parse(File.ReadAllBytes(path), path);

    /// <summary>Reads the bytes of the file.</summary>
    /// <param name="json">The file's content.</param>
    /// <param name="path">The file, for diagnostics.</param>
    /// <exception cref="IngotException">INGOT9006: the file is damaged.</exception>
    public static GoldenFile Parse(byte[] json, string path) => JsonFormat.Parse<GoldenFile>(json, path);

    private static JsonValue? Value(TableColumn column, int row) => column switch
    {
        _ when column.IsMissing(row) => null,
        NumberColumn n => JsonValue.Create(n.Values[row]),
        BooleanColumn b => JsonValue.Create(b.Values[row] == 1),
        DateColumn d => JsonValue.Create(DateTime.UnixEpoch.AddMicroseconds(d.Values[row]).ToString("O", CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(((StringColumn)column)[row]),
    };
}
