using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data.Tests;

/// <summary>What the first build takes the columns for, and what it says of those that tell too much or nothing.</summary>
public sealed class RoleTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("customer_id")]
    [InlineData("CustomerID")]
    [InlineData("account.number")]
    public void Different_whole_numbers_named_as_ids_are_no_features(string name)
    {
        _data.WriteColumn(name, Enumerable.Range(0, 60).Select(i => $"{(i * 7919 % 60 * 100) + 17}"));
        AssertRole(ColumnRole.Entity, "named as an id, and all values are different", told: true);
    }

    [Fact]
    public void Numbers_that_rise_row_by_row_are_no_features()
    {
        _data.WriteColumn("n", Enumerable.Range(0, 150).Select(i => $"{1000 + i + (i / 10)}"));
        AssertRole(ColumnRole.Entity, "whole numbers that number the rows", told: true);
    }

    [Fact]
    public void Different_amounts_are_features()
    {
        _data.WriteColumn("income", Enumerable.Range(0, 150).Select(i => $"{(i * 7919 % 150 * 1013) + 17}"));
        AssertRole(ColumnRole.Feature, "numbers", told: false);
    }

    [Fact]
    public void Free_text_is_a_feature_of_its_own_kind()
    {
        _data.WriteColumn("note", Enumerable.Range(0, 60).Select(i => $"the customer called {i} times today"));
        AssertRole(ColumnRole.Feature, "free text, 60 different values in 60 rows, 6 words on average", told: false);

        var schema = SchemaFile.Read(_data.Spec.SchemaFile);
        Assert.True(schema.Columns[0].IsText);
        Assert.Null(schema.Columns[0].Domain);
        Assert.Contains("\"encoding\": \"Text\"", File.ReadAllText(_data.Spec.SchemaFile), StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_of_a_row_is_in_the_profile()
    {
        _data.WriteColumn("note", Enumerable.Range(0, 60).Select(i => i < 40 ? $"the customer called {i} times today" : "nothing new from the customer"));
        Assert.True(_data.Succeed().Schema.Columns[0].IsText);
        Assert.DoesNotContain("customer", File.ReadAllText(Path.Combine(_data.Output, "profile.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_project_may_say_that_texts_are_categories_or_free_text()
    {
        _data.WriteColumn("note", Enumerable.Range(0, 60).Select(i => $"the customer called {i} times today"));
        _data.AddColumn(c => c with { Encoding = ColumnEncoding.Category }, "note");
        var column = _data.Succeed().Schema.Columns[0];
        Assert.False(column.IsText);
        Assert.Equal("the project says so: Category", column.Why);

        Array.ForEach(Directory.GetFiles(_data.Output), File.Delete);
        _data.Spec = _data.Spec with { Columns = [] };
        _data.AddColumn(c => c with { Encoding = ColumnEncoding.Text }, "note");
        var error = _data.Fail();
        Assert.Equal("INGOT1002", error.Code);
        Assert.Contains("its encoding is Category, but the project says Text. If the project is right, write \"encoding\": \"Text\" there", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_are_free_text_where_the_project_says_so()
    {
        _data.WriteColumn("note", Enumerable.Range(0, 60).Select(i => $"word{i % 3}"));
        _data.AddColumn(c => c with { Text = new TextSpec { MinRows = 2 } }, "note");
        AssertRole(ColumnRole.Feature, "the project says so: free text, 3 different values in 60 rows, 1 word on average", told: false);
    }

    [Fact]
    public void Text_that_names_rows_is_an_entity_and_not_in_the_schema()
    {
        _data.WriteColumn("person", Enumerable.Range(0, 60).Select(i => $"P-{i}"));
        AssertRole(ColumnRole.Entity, "names the row, 60 different values in 60 rows", told: true);
        Assert.DoesNotContain("P-17", File.ReadAllText(_data.Spec.SchemaFile), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_whose_values_are_mostly_rare_is_an_entity()
    {
        _data.WriteColumn("town", Enumerable.Range(0, 800).Select(i => $"T-{i / 4}"));
        AssertRole(ColumnRole.Entity, "most values are rare, 200 different values in 800 rows", told: true);
    }

    [Fact]
    public void Names_in_a_small_table_are_no_features()
    {
        _data.WriteColumn("team", Enumerable.Range(0, 16).Select(i => $"Team{i}"));
        AssertRole(ColumnRole.Entity, "names the row, 16 different values in 16 rows", told: true);
    }

    [Fact]
    public void Text_that_hardly_any_row_has_is_ignored_for_that_reason()
    {
        _data.WriteColumn("died", Enumerable.Range(0, 200).Select(i => i == 7 ? "YES" : string.Empty));
        AssertRole(ColumnRole.Ignored, "only 1 row of 200 has a value, and most of them are rare", told: true);
    }

    [Theory]
    [InlineData("3", "one value in all rows")]
    [InlineData("", "no value")]
    public void Columns_that_tell_nothing_are_ignored(string value, string why)
    {
        _data.WriteColumn("land", Enumerable.Repeat(value, 60));
        AssertRole(ColumnRole.Ignored, why, told: false);
    }

    [Fact]
    public void Rare_categories_are_not_in_the_domain()
    {
        _data.WriteColumn("land", Enumerable.Range(0, 600).Select(i => i < 4 ? "Elba" : i % 2 == 0 ? "IT" : "FR"));
        var column = _data.Succeed().Schema.Columns[0];
        Assert.Equal(["FR", "IT"], column.Domain);
        Assert.Equal(0.006667, column.Rare);
        Assert.Equal("categories; 0.7 % of the rows have rare ones, which are \"other\"", column.Why);
    }

    [Fact]
    public void No_column_left_says_why_and_names_one_that_could_be_learned_from()
    {
        _data.WriteBoth($"id,note,left\n{string.Concat(Enumerable.Range(0, 60).Select(i => $"{i},n-{i},{(i % 3 == 0 ? "Yes" : "No")}\n"))}");
        var error = _data.Fail();
        Assert.Equal("INGOT1020", error.Code);
        Assert.Contains("'id' (Entity: named as an id, and all values are different); 'note' (Entity: names the row, 60 different values in 60 rows). To learn from one as it is, say <Column Include=\"id\" Role=\"Feature\" />;", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_data.Found, d => d.Code == "INGOT1027");

        _data.AddColumn("id", role: ColumnRole.Feature);
        Assert.Equal(["id"], _data.Succeed().Schema.Features.Select(c => c.Name));
    }

    [Fact]
    public void Names_alone_cannot_be_learned_from()
    {
        _data.WriteBoth($"note,left\n{string.Concat(Enumerable.Range(0, 60).Select(i => $"n-{i},{(i % 3 == 0 ? "Yes" : "No")}\n"))}");
        Assert.Contains("Provide data with other columns: nothing can be learned from texts that hardly repeat", _data.Fail().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    public void Categories_that_tell_the_class_are_told(int values)
    {
        _data.WriteColumn("code", Enumerable.Range(0, 360).Select(i => $"c{i % values}"));
        _data.Succeed();
        Assert.Contains("Column 'code' tells the label 'left' by itself: 360 of 360 rows have the class that its value says.", _data.Warning("INGOT1026").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_category_that_tells_most_of_the_classes_is_a_feature_like_others()
    {
        _data.WriteColumn("code", Enumerable.Range(0, 360).Select(i => $"c{(i % 12 == 0 ? (i / 12) % 12 : i % 12)}"));
        _data.Succeed();
        Assert.DoesNotContain(_data.Found, d => d.Code == "INGOT1026");
    }

    [Fact]
    public void Numbers_whose_ranges_are_apart_are_told()
    {
        _data.WriteColumn("points", Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? $"{i}.5" : $"{1000 + i}.5"));
        _data.Succeed();
        Assert.Contains("Column 'points' tells the label 'left' by itself: its values for each class do not overlap.", _data.Warning("INGOT1026").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_is_the_label_in_another_unit_is_told()
    {
        _data.WriteBoth($"cents,usage,left\n{string.Concat(Enumerable.Range(0, 100).Select(i => $"{(i * 37 % 100) + 100}00,{i % 7},{(i * 37 % 100) + 100}\n"))}");
        _data.Succeed();
        Assert.Contains("Column 'cents' tells the label 'left' by itself: their correlation is 1.00000.", _data.Warning("INGOT1026").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", "TRUE", "False")]
    [InlineData("True", "true", "FALSE")]
    public void Truth_in_any_case_is_one_class(string one, string same, string other)
    {
        _data.WriteBoth($"usage,left\n{string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 7}.5,{(i % 4 == 0 ? one : i % 4 == 1 ? same : other)}\n"))}");
        Assert.Equal(["false", "true"], _data.Succeed().Schema.Classes);
        Assert.DoesNotContain(_data.Found, d => d.Code == "INGOT1011");
    }

    [Fact]
    public void Classes_that_differ_by_case_are_told()
    {
        _data.WriteBoth($"usage,left\n{string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 7}.5,{(i % 4 == 0 ? "media" : i % 4 == 1 ? "Media" : "sport")}\n"))}");
        Assert.Equal(3, _data.Succeed().Schema.Classes.Count);
        Assert.Contains("classes that differ by case only: Media, media.", _data.Warning("INGOT1011").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_beyond_32_bits_is_an_error()
    {
        _data.WriteBoth($"usage,left\n{string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 7}.5,{i}e300\n"))}");
        Assert.Contains("has values beyond 3.4e38", _data.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_32_bits_cannot_tell_apart_is_told_and_last_digits_of_fractions_are_not()
    {
        _data.WriteBoth($"usage,left\n{string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 7}.5,{1700000000000 + i}\n"))}");
        _data.Succeed();
        Assert.Contains("The label 'left' has 40 different values, which become", _data.Warning("INGOT1024").Message, StringComparison.Ordinal);

        using var fractions = new DataFolder();
        fractions.WriteBoth($"usage,left\n{string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 7}.5,{i}.4{(i % 2 == 0 ? string.Empty : "00000000000003")}\n{i % 5}.5,{i}.4\n"))}");
        fractions.Succeed();
        Assert.DoesNotContain(fractions.Found, d => d.Code == "INGOT1024");
    }

    [Fact]
    public void A_label_with_separators_of_thousands_is_a_number()
    {
        _data.WriteBoth($"usage,left\n{string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 7}.5,\"1,{100 + i}.64\"\n"))}");
        Assert.Equal(ColumnType.Number, _data.Succeed().Schema.Label.Type);
        Assert.Equal(1100, _data.Profile("training", "left").GetProperty("min").GetDouble(), 0.7);
    }

    private void AssertRole(ColumnRole role, string why, bool told)
    {
        var column = _data.Succeed().Schema.Columns[0];
        Assert.Equal((role, why), (column.Role, column.Why));
        Assert.Equal(told, _data.Found.Any(d => d.Code == "INGOT1027" && d.Message.Contains($"'{column.Name}' ({why})", StringComparison.Ordinal)));
    }
}
