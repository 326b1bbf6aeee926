using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Data.Tests;

/// <summary>Rows that stand beside the project's own files are read as these are, to the same values.</summary>
public sealed class RowsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-rows-").FullName;

    private static readonly ModelSchema Schema = new()
    {
        Task = ModelTask.BinaryClassification,
        PositiveClass = "Yes",
        Columns =
        [
            new SchemaColumn { Name = "usage, in \"GB\"", Type = ColumnType.Number, Role = ColumnRole.Feature },
            new SchemaColumn { Name = "exact", Type = ColumnType.Number, Role = ColumnRole.Feature, Precision = NumberPrecision.Float64 },
            new SchemaColumn { Name = "since", Type = ColumnType.Date, Role = ColumnRole.Feature },
            new SchemaColumn { Name = "until", Type = ColumnType.Date, Role = ColumnRole.Feature, Format = "dd/MM/yyyy" },
            new SchemaColumn { Name = "member", Type = ColumnType.Boolean, Role = ColumnRole.Feature },
            new SchemaColumn { Name = "plan", Type = ColumnType.String, Role = ColumnRole.Feature },
            new SchemaColumn { Name = "left", Type = ColumnType.String, Role = ColumnRole.Label, Domain = ["No", "Yes"] },
        ],
    };

    private static readonly Table Rows = new(
    [
        new NumberColumn("usage, in \"GB\"", [70.7f, double.NaN, 3]),
        new NumberColumn("exact", [0.1, 16777217, double.NaN]),
        new DateColumn("since", [DateColumn.Microseconds(new DateTime(2026, 3, 2, 10, 20, 30).AddMicroseconds(5)), DateColumn.Missing, 0]),
        new DateColumn("until", [DateColumn.Microseconds(new DateTime(2026, 3, 2)), DateColumn.Missing, 0]),
        new BooleanColumn("member", [1, 0, -1]),
        new StringColumn("plan", [0, 1, -1], ["a, \"b\"\nc", "größe"]),
        new StringColumn("left", [1, 0, 1], ["No", "Yes"]),
    ]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Text_is_written_as_the_schema_has_it_read()
    {
        RowsFile.Write(At("rows.csv"), Rows, Schema, At("any.csv"));

        Assert.Equal(
            "\"usage, in \"\"GB\"\"\",exact,since,until,member,plan,left\n"
            + "70.7,0.1,2026-03-02T10:20:30.000005Z,02/03/2026,true,\"a, \"\"b\"\"\nc\",Yes\n"
            + ",16777217,,,false,größe,No\n"
            + "3,,1970-01-01T00:00:00Z,01/01/1970,,,Yes\n",
            File.ReadAllText(At("rows.csv")));
    }

    [Fact]
    public void A_decimal_comma_and_a_zone_are_those_of_the_schema()
    {
        var schema = Schema with { Reading = DataReading.Default with { Text = new TextReading { Decimal = ',', Zone = TimeSpan.FromHours(1) } } };

        RowsFile.Write(At("rows.csv"), Rows, schema, At("any.txt"));

        Assert.StartsWith("\"70,7\",\"0,1\",2026-03-02T10:20:30.000005Z,02/03/2026,true", File.ReadAllLines(At("rows.csv"))[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".parquet")]
    [InlineData(".jsonl")]
    public void Files_with_types_get_those_of_the_file_beside_them_where_no_value_changes(string ending)
    {
        var like = At("like" + ending);
        using (var session = new DuckDbSession())
        {
            session.Execute($"COPY (SELECT 1::BIGINT AS \"usage, in \"\"GB\"\"\", 2::BIGINT AS exact, 'x' AS plan, 'Yes' AS \"left\") TO {DuckDbSession.Text(like)} ({(ending == ".jsonl" ? "FORMAT json" : "FORMAT parquet")})");
        }

        Assert.Equal(ending, RowsFile.EndingFor(like));
        var path = At("rows" + ending);
        RowsFile.Write(path, Rows, Schema, like);

        using var reader = new DuckDbSession();
        var relation = ending == ".jsonl" ? $"read_json({DuckDbSession.Text(path)}, format = 'newline_delimited')" : $"read_parquet({DuckDbSession.Text(path)})";
        var types = reader.Query($"DESCRIBE SELECT * FROM {relation}").ToDictionary(r => (string)r[0]!, r => (string)r[1]!, StringComparer.Ordinal);

        // 70.7 is no whole number, and stays what it is: the next build says that the types differ.
        Assert.Equal("DOUBLE", types["usage, in \"GB\""]);
        Assert.Equal(3, reader.Count($"SELECT count(*) FROM {relation}"));
        Assert.Equal("a, \"b\"\nc", reader.Query($"SELECT plan FROM {relation}")[0][0]);
        Assert.False(File.Exists(path + ".rows"));
    }

    [Fact]
    public void A_file_that_is_no_table_is_an_error_that_names_it()
    {
        File.WriteAllText(At("like.parquet"), "nonsense");

        var error = Assert.Throws<IngotException>(() => RowsFile.Write(At("rows.parquet"), Rows, Schema, At("like.parquet"))).Diagnostic;

        Assert.Equal(("INGOT1004", At("like.parquet")), (error.Code, error.Location.File));
        Assert.False(File.Exists(At("rows.parquet.rows")));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
