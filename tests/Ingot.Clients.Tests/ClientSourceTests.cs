using System.Globalization;
using Ingot.Core.Schemas;
using Ingot.Tests.Shared;
using static Ingot.Tests.Shared.Schemas;

namespace Ingot.Clients.Tests;

public class ClientSourceTests
{
    public static TheoryData<int> Languages => [7, 14];

    [Fact]
    public async Task Churn()
    {
        var client = CompiledClient.Of(Schemas.Churn, "Churn", "Contoso.Churn").Check();

        await Snapshot.Verify(client.Source);
    }

    [Fact]
    public async Task Letters()
    {
        var client = CompiledClient.Of(Multiclass(["A", "B", "C"], Number("x-box")), "Letters", string.Empty).Check();

        await Snapshot.Verify(client.Source);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_task_and_column_type_compiles_without_a_warning(int language)
    {
        SchemaColumn[] columns = [.. Schemas.Churn.Features];
        foreach (var schema in new[] { Binary(columns), Multiclass(["a", "b", "c"], columns), Regression(columns), Anomalies(columns) })
        {
            CompiledClient.Of(schema, language: language).Check();
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_number_has_an_interval_where_the_model_has(int language)
    {
        var client = CompiledClient.Of(Regression([.. Schemas.Churn.Features]), language: language, hasInterval: true).Check();

        Assert.Equal(["float Score", "float Low", "float High"], client.Properties("Contoso.ChurnPrediction"));
    }

    [Fact]
    public void Types_follow_precision_and_presence()
    {
        string[] expected =
        [
            "float? Tenure", "string? Contract", "string? PaymentMethod", "float? TotalCharges", "double? AccountNumber",
            "bool PaperlessBilling", "bool? Senior", "System.DateTime Joined", "System.DateTime? LastCall",
        ];

        Assert.Equal(expected, CompiledClient.Of(Schemas.Churn).Check().Properties("Contoso.ChurnInput"));
        var oldLanguage = CompiledClient.Of(Schemas.Churn, language: 7).Check();
        Assert.Equal(expected.Select(e => e.Replace("string?", "string", StringComparison.Ordinal)), oldLanguage.Properties("Contoso.ChurnInput"));
        Assert.DoesNotContain("#nullable", oldLanguage.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class", "Class")]
    [InlineData("total_charges", "TotalCharges")]
    [InlineData("TOTAL_CHARGES", "TotalCharges")]
    [InlineData("ID", "ID")]
    [InlineData("customerId", "CustomerId")]
    [InlineData("2nd_floor", "_2ndFloor")]
    [InlineData("x.1.2", "X1_2")]
    [InlineData("x.12", "X12")]
    [InlineData("Equals", "Equals_2")]
    [InlineData("get_hash_code", "GetHashCode_2")]
    [InlineData("ChurnInput", "ChurnInput_2")]
    [InlineData("größe in m²", "GrößeInM")]
    [InlineData("价格", "价格")]
    [InlineData("\"; } evil(); //", "Evil")]
    [InlineData("line\r\nbreak\u2028here", "LineBreakHere")]
    [InlineData("\u202Eright\u202C to left\u2066", "RightToLeft")]
    [InlineData("<b>&amp;</b>", "BAmpB")]
    [InlineData("*/ #if false", "IfFalse")]
    [InlineData("\U0001F600", "Column1")]
    [InlineData("", "Column1")]
    [InlineData(" ", "Column1")]
    [InlineData("\\u0022", "U0022")]
    public void A_column_of_any_name_gets_a_property_and_keeps_its_own_name(string column, string property)
    {
        foreach (var language in new[] { 7, 14 })
        {
            foreach (var type in Enum.GetValues<ColumnType>())
            {
                var client = CompiledClient.Of(Binary(Of(column, type)), language: language).Check();
                Assert.EndsWith(" " + property, Assert.Single(client.Properties("Contoso.ChurnInput")), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Columns_whose_properties_would_be_called_alike_are_numbered()
    {
        string[] names = ["total charges", "total_charges", "Total.Charges", "TotalCharges_2", "totalCharges"];
        var client = CompiledClient.Of(Binary([.. names.Select(n => Number(n))])).Check();

        var properties = client.Properties("Contoso.ChurnInput");
        Assert.Equal(names.Length, properties.Distinct().Count());
        Assert.Equal("float? TotalCharges", properties[0]);
        foreach (var name in names)
        {
            Assert.Contains($"batch.Floats(\"{name}\")", client.Source, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_invisible_character_reaches_the_source()
    {
        const string Hostile = "a\u202Eb\u2066c\u200Bd\u0000e\u0085f\u2029g\uFEFFh";
        var client = CompiledClient.Of(
            Multiclass([Hostile, "b", "c"], Text(Hostile, 0, Hostile), Number("plain\u202E")), Hostile, "A\u202E.B").Check();

        Assert.DoesNotContain(client.Source, c => c != '\n' && char.GetUnicodeCategory(c)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }

    [Theory]
    [InlineData("Churn", "Contoso.Churn", "Contoso.Churn.ChurnInput")]
    [InlineData("my-model 2", "my-company.models", "my_company.models.MyModel2Input")]
    [InlineData("class", "new.class", "new.class.ClassInput")]
    [InlineData("1st", "1st", "_1st._1stInput")]
    [InlineData("???", "", "OnnxInput")]
    [InlineData("System", "System", "System.SystemInput")]
    [InlineData("Ingot", "Ingot.Runtime", "Ingot.Runtime.IngotInput")]
    [InlineData("Microsoft", "Contoso.System.Microsoft", "Contoso.System.Microsoft.MicrosoftInput")]
    [InlineData("record", "record.var", "record.var.RecordInput")]
    public void Models_and_namespaces_of_any_name_compile(string model, string space, string input)
    {
        foreach (var language in new[] { 7, 14 })
        {
            var client = CompiledClient.Of(Schemas.Churn, model, space, language).Check();
            Assert.Equal(9, client.Properties(input).Count);
        }
    }

    [Fact]
    public void Documentation_says_what_a_value_may_be()
    {
        var many = Enumerable.Range(1, 23).Select(i => $"v{i}").ToArray();
        var client = CompiledClient.Of(Binary(
            Number("a", min: -0.5, max: 1e6), Number("b", min: 3), Text("c", 0, many), Text("d", 1, "x<y", "&") with { MinFraction = 1 })).Check();

        Assert.Contains("a number from -0.5 to 1000000;", client.Documentation("Contoso.ChurnInput", "A"), StringComparison.Ordinal);
        Assert.Contains("a number, at least 3;", client.Documentation("Contoso.ChurnInput", "B"), StringComparison.Ordinal);
        var open = client.Documentation("Contoso.ChurnInput", "C");
        Assert.Contains("<c>v20</c> and 3 more.", open, StringComparison.Ordinal);
        Assert.Contains("any other is scored as unknown", open, StringComparison.Ordinal);
        Assert.Contains("Expected in every row. One of: <c>x&lt;y</c>, <c>&amp;</c>.", client.Documentation("Contoso.ChurnInput", "D"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_schema_gives_the_same_source_in_any_culture()
    {
        var schema = Binary(Number("a", min: 0.5, max: 1234567.25), Text("i", 0, "ı", "İ"));
        var expected = ClientSource.Generate(schema, "Churn", "Contoso", 14);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(string.Empty) { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "−" } };
            Assert.Equal(expected, ClientSource.Generate(schema, "Churn", "Contoso", 14));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.DoesNotContain('\r', expected);
    }
}
