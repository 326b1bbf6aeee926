using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.Pipeline.Tests;

/// <summary>
/// A text means the same as a cell of a data file, in a request and for the typed client: the reference rows, sent as their own text, get the
/// very predictions of Evaluate, whatever their types, paddings, words for missing values and zones.
/// </summary>
public sealed class NoSkewTests : IDisposable
{
    private const int Rows = 400;
    private static readonly string[] Columns = ["plain", "price", "share", "stamp", "code", "flag", "at", "day", "plan", "land", "left"];
    private static readonly string[] Paddings = ["", "", "", " ", "\t", "\u00A0"];
    private static readonly string[] MissingWords = ["", "NA", "null", " n/a ", "NaN", "   "];

    private readonly ModelFolder _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public async Task Reference_rows_as_their_own_text_get_the_predictions_of_Evaluate()
    {
        WriteRows("train.csv", 1);
        var cells = WriteRows("reference.csv", 2);
        _model.AddItem("Column", "day", 0, ("Format", "dd/MM/yyyy"));
        _model.AddItem("Column", "land", 0, ("MissingValues", "-"));
        _model.AddItem("Column", "code", 0, ("MissingValues", "-999"));
        Assert.True(StageOutcome.Passed == _model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate), string.Join('\n', _model.Diagnostics.Items));
        var schema = SchemaFile.Read(_model.Output(Stage.Prepare, "schema.json"));
        AssertReading(schema);

        var expected = ((NumberColumn)ParquetTable.Read(_model.Output(Stage.Evaluate, "predictions.parquet"), ["probability"])["probability"]).Values.Select(v => (float)v).ToArray();
        Assert.Equal(Rows, expected.Length);
        Assert.True(expected.Distinct().Count() > 50, "The model must tell rows apart.");

        Assert.Equal(expected, await AskServerAsync(cells));
        Assert.Equal(expected, AskClient(cells));
    }

    private static void AssertReading(ModelSchema schema)
    {
        var found = schema.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        Assert.Equal(
            [ColumnType.Number, ColumnType.Number, ColumnType.Number, ColumnType.Number, ColumnType.Number, ColumnType.Boolean, ColumnType.Date, ColumnType.Date, ColumnType.String, ColumnType.String],
            Columns.SkipLast(1).Select(c => found[c].Type));
        Assert.All(schema.Columns.Where(c => c.Role != ColumnRole.Label), c => Assert.Equal(ColumnRole.Feature, c.Role));
        Assert.Equal(("$", "%", NumberPrecision.Float64), (found["price"].Unit, found["share"].Unit, found["stamp"].Precision));
        Assert.Equal(',', found["price"].Thousands ?? schema.Reading.Text.Thousands);
    }

    private async Task<float[]> AskServerAsync(List<string[]> cells)
    {
        await using var server = await ModelServer.StartAsync(_model);
        var answers = await server.PredictAsync(cells.Select(row => new JsonObject(Columns.SkipLast(1).Select((c, i) => KeyValuePair.Create(c, (JsonNode?)row[i])))));
        return [.. answers.Select(p => (float)p!["probability"]!)];
    }

    private float[] AskClient(List<string[]> cells)
    {
        BuiltClient.AddTo(_model);
        var assembly = Assembly.Load(File.ReadAllBytes(_model.File("Leave.dll")));
        var input = assembly.GetType("Contoso.Leave.LeaveInput")!;
        var fromText = input.GetMethod("FromText", BindingFlags.Public | BindingFlags.Static)!;
        var inputs = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(input))!;
        foreach (var row in cells)
        {
            inputs.Add(fromText.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [(Func<string, string?>)(name => row[Array.IndexOf(Columns, name)])], CultureInfo.InvariantCulture));
        }

        var type = assembly.GetType("Contoso.Leave.LeaveModel")!;
        using var model = (IDisposable)Activator.CreateInstance(type)!;
        var predict = type.GetMethod("Predict", [typeof(IReadOnlyList<>).MakeGenericType(input)])!;
        var answers = (IEnumerable)predict.Invoke(model, BindingFlags.DoNotWrapExceptions, null, [inputs], CultureInfo.InvariantCulture)!;
        return [.. answers.Cast<object>().Select(a => (float)a.GetType().GetProperty("Probability")!.GetValue(a)!)];
    }

    /// <summary>Rows of all types in all spellings, and their cells as they stand in the file, without quotes.</summary>
    private List<string[]> WriteRows(string name, int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, Rows).Select(i => Row(random, i)).ToList();
        var text = new StringBuilder(string.Join(',', Columns) + "\n");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(c => $"\"{c}\"")).Append('\n');
        }

        File.WriteAllText(_model.File(name), text.ToString());
        return rows;
    }

    private static string[] Row(Random random, int row)
    {
        var (usage, hour) = (random.NextDouble() * 4000, random.Next(24 * 300));
        var offset = random.Next(-11, 13);
        var utc = new DateTime(2012, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(hour);
        var (plan, flag) = (random.Next(3), random.Next(2) == 1);
        var at = random.Next(3) switch
        {
            0 => FormattableString.Invariant($"{utc.AddHours(offset):yyyy-MM-dd HH:mm:ss}{(offset < 0 ? "-" : "+")}{Math.Abs(offset):00}"),
            1 => FormattableString.Invariant($"{utc:yyyy-MM-ddTHH:mm:ss.fff}Z"),
            _ => FormattableString.Invariant($"{utc.AddHours(offset):yyyy-MM-ddTHH:mm}{(offset < 0 ? "-" : "+")}{Math.Abs(offset):00}:00"),
        };
        var left = (usage / 2000) + (flag ? 0.5 : 0) - plan + (hour / 3600.0) + random.NextDouble() > 1.4;
        string[] cells =
        [
            FormattableString.Invariant($"{(random.Next(2) == 0 ? "+" : string.Empty)}{usage:0.###}"),
            FormattableString.Invariant($"{(random.Next(5) == 0 ? "-" : string.Empty)}${usage:#,0.00}"),
            FormattableString.Invariant($"{random.Next(1000) / 10.0}{(random.Next(2) == 0 ? " %" : "%")}"),
            FormattableString.Invariant($"{1700000000000 + (long)(usage * 10)}"),
            random.Next(10) == 0 ? "-999" : FormattableString.Invariant($"{random.Next(20)}"),
            flag ? Spelling(random, "true", "True", "TRUE") : Spelling(random, "false", "False", "FALSE"),
            at,
            FormattableString.Invariant($"{utc:dd/MM/yyyy}"),
            "abc"[plan] + " plan",
            random.Next(4) switch { 0 => "-", 1 => "NA", 2 => "ZA", _ => "DE" },
            left ? "Yes" : "No",
        ];
        for (var i = 0; i < cells.Length - 1; i++)
        {
            var pad = Paddings[random.Next(Paddings.Length)];
            // The first rows have all values, so that no column seems to be missing; land has no words but its own.
            cells[i] = row > 20 && random.Next(12) == 0 && i != 9 ? MissingWords[random.Next(MissingWords.Length)] : pad + cells[i] + Paddings[random.Next(Paddings.Length)];
        }

        cells[4] = cells[4].Trim() is "" or "NA" or "null" or "n/a" or "NaN" ? string.Empty : cells[4];
        return cells;
    }

    private static string Spelling(Random random, params string[] words) => words[random.Next(words.Length)];
}
