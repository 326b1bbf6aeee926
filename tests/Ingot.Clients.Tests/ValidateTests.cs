using System.Reflection;
using System.Text.Json;
using Ingot.Core.Schemas;
using Ingot.Runtime;
using static Ingot.Tests.Shared.Schemas;

namespace Ingot.Clients.Tests;

/// <summary>What the typed input says of its own values.</summary>
public class ValidateTests
{
    [Fact]
    public void An_input_of_the_oldest_language_validates_too()
    {
        var problems = Validate(CompiledClient.Of(Schema, language: 7).Load(null), ("Size", 1.5f));

        Assert.Equal(
            [
                "Column 'size' has the value 1.5; the model's schema allows 0.1 or more and 0.3 or less.",
                "Column 'colour' has no value; the model's schema requires one in every row.",
                "Column 'is_open' has no value; the model's schema requires one in every row.",
            ],
            problems.Select(p => p.ToString()));
        Assert.Equal(["size", "colour", "is_open"], problems.Select(p => p.Column));
    }

    [Fact]
    public void Values_at_the_bounds_are_allowed_as_they_are_rounded()
    {
        var client = CompiledClient.Of(Schema).Load(null);

        // Neither bound is a 32-bit number: the server rounds the value that it compared as a 64-bit one.
        Assert.Empty(Validate(client, ("Size", 0.1f), ("Colour", "red"), ("IsOpen", false)));
        Assert.Empty(Validate(client, ("Size", 0.3f), ("Colour", "green"), ("IsOpen", true)));
        Assert.Single(Validate(client, ("Size", MathF.BitIncrement(0.3f)), ("Colour", "red"), ("IsOpen", true)));
        Assert.Empty(Validate(client, ("Size", float.NaN), ("Colour", "red"), ("IsOpen", true)));
    }

    [Fact]
    public void Columns_called_as_the_input_s_own_members_get_other_names()
    {
        var client = CompiledClient.Of(Binary(Number("validate"), Number("Unmapped_members"))).Load(null);

        Assert.NotNull(client.GetType("Contoso.ChurnInput")!.GetProperty("Validate_2"));
        Assert.NotNull(client.GetType("Contoso.ChurnInput")!.GetProperty("UnmappedMembers_2"));
    }

    [Fact]
    public void An_input_that_was_read_from_JSON_is_written_as_it_was()
    {
        const string json = """{"size":0.25,"colour":"red","is_open":true,"sze":1,"churn":"Yes"}""";
        var type = CompiledClient.Of(Schema).Load(null).GetType("Contoso.ChurnInput")!;

        foreach (var options in new[] { JsonSerializerOptions.Default, JsonSerializerOptions.Web })
        {
            var input = JsonSerializer.Deserialize(json, type, options)!;

            Assert.Equal(json, JsonSerializer.Serialize(input, type, options));
            Assert.Equal("'sze' is no column of the model; its columns are size, colour, is_open.", Assert.Single(Problems(input)).Message);
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"size":"0.25"}""", type, options));
        }
    }

    private static ModelSchema Schema { get; } = Binary(
        Number("size", min: 0.1, max: 0.3),
        Text("colour", 1, "green", "red") with { MinFraction = 1 },
        Of("is_open", ColumnType.Boolean) with { MinFraction = 1 });

    private static IReadOnlyList<InputProblem> Validate(Assembly client, params (string Property, object Value)[] values)
    {
        var input = Activator.CreateInstance(client.GetType("Contoso.ChurnInput")!)!;
        foreach (var (property, value) in values)
        {
            input.GetType().GetProperty(property)!.SetValue(input, value);
        }

        return Problems(input);
    }

    private static IReadOnlyList<InputProblem> Problems(object input) => (IReadOnlyList<InputProblem>)input.GetType().GetMethod("Validate")!.Invoke(input, null)!;
}
