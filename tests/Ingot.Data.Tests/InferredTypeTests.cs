using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Data.Tests;

/// <summary>What the first build takes the columns for, and what it says about it.</summary>
public sealed class InferredTypeTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void One_typing_error_among_numbers_is_an_error_at_its_line()
    {
        _data.WriteColumn("speed", Enumerable.Range(0, 601).Select(i => i == 300 ? "12O.5" : $"{i % 50}.25"));
        _data.Write("reference.csv", "speed,usage,left\n1,2,Yes\n2,2,No\n");
        var error = _data.Fail();
        Assert.Equal("INGOT1007", error.Code);
        Assert.Contains("1 value of column 'speed' in the training data is not of the type Number: '12O.5' (line 302). Expected a number such as -1234.5. Correct the data; or say in the project what they are: <Column Include=\"speed\" MissingValues=\"12O.5\" />", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?", "1.5", ColumnType.Number)]
    [InlineData("n.a.", "17", ColumnType.Number)]
    [InlineData("0000-00-00", "2012-07-04", ColumnType.Date)]
    [InlineData("unknown", "true", ColumnType.Boolean)]
    public void A_few_words_for_missing_values_are_taken_as_such_with_a_warning(string word, string value, ColumnType type)
    {
        _data.WriteColumn("speed", Enumerable.Range(0, 200).Select(i => i % 40 == 3 ? word : value));
        var column = _data.Succeed().Schema.Columns[0];
        Assert.Equal(type, column.Type);
        Assert.Contains(word, column.Missing!);
        Assert.Equal(5, Enumerable.Range(0, 200).Count(_data.Training["speed"].IsMissing));
        Assert.Contains($"5 times '{word}' (first in line 5)", _data.Warning("INGOT1021").Message, StringComparison.Ordinal);
    }

    // What the messages of the first build ask for is said once there is a schema: passed over it would lead nowhere.
    public static TheoryData<string, string, string> AskedFor => new()
    {
        { "INGOT1023", "its type is String, but the project says Date. If the project is right, write \"type\": \"Date\", \"format\": \"dd/MM/yyyy\" there, or delete Leave.schema.json and build", "Format" },
        { "INGOT1025", "but the project says '-999'. If the project is right, write \"missing\": [\"-999\"] there, or delete", "Sentinel" },
    };

    [Theory]
    [MemberData(nameof(AskedFor))]
    public void What_a_message_of_the_first_build_asks_for_counts_or_is_told_to_need_another_inference(string code, string said, string metadata)
    {
        _data.WriteColumn("speed", Enumerable.Range(0, 200).Select(i =>
            metadata == "Format" ? $"{1 + (i % 28):00}/{1 + (i % 12):00}/2011" : i % 20 == 0 ? "-999" : $"{i % 37}.25"));
        _data.Succeed();
        _ = _data.Warning(code);
        _data.AddColumn(c => metadata == "Format" ? c with { Format = "dd/MM/yyyy" } : c with { MissingWords = ["-999"] }, "speed");

        Assert.Null(_data.Run());
        Assert.Contains(said, Assert.Single(_data.Found, d => d.Code == "INGOT1002").Message, StringComparison.Ordinal);

        // The remedy, taken: it is inferred anew, the doubt is gone, and what the project says agrees with the schema from then on.
        var before = _data.Found.Count;
        File.Delete(_data.Path("Leave.schema.json"));
        Assert.Equal(metadata == "Format" ? ColumnType.Date : ColumnType.Number, _data.Succeed().Schema.Columns[0].Type);
        _data.Succeed();
        Assert.DoesNotContain(_data.Found.Skip(before), d => d.Code == code);
    }

    [Fact]
    public void Words_for_missing_values_that_a_schema_lacks_are_told()
    {
        _data.WriteBoth("usage,plan,left\n1,a,Yes\n2,b,No\n3,a,Yes\n4,b,No\n");
        _data.Succeed();
        _data.Spec = _data.Spec with { MissingWords = ["NA", "none"] };

        Assert.Null(_data.Run());
        Assert.StartsWith(
            "The property ModelMissingValues has 'none', which Leave.schema.json does not have", Assert.Single(_data.Found, d => d.Code == "INGOT1002").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_for_missing_values_that_the_project_names()
    {
        _data.Spec = _data.Spec with { MissingWords = ["-", "?"] };
        _data.AddColumn(c => c with { MissingWords = ["none"] }, "plan");
        _data.WriteBoth("usage,plan,left\n1,a,Yes\n ? ,none,No\n-,?,Yes\n2,a,No\n3,?,No\n");
        var schema = _data.Succeed().Schema;
        Assert.Equal(["-", "?"], schema.Reading.Text.Missing);
        Assert.Equal([1, double.NaN, double.NaN, 2, 3], ((NumberColumn)_data.Training["usage"]).Values);
        Assert.Equal<string?[]>(["a", null, "?", "a", "?"], _data.Strings("plan"));
        Assert.Equal(["none"], schema.Columns[1].Missing);
    }

    [Fact]
    public void No_word_at_all_where_NA_is_Namibia()
    {
        _data.AddColumn(c => c with { MissingWords = [] }, "land");
        _data.WriteColumn("land", Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? "NA" : "ZA"));
        Assert.Equal(["NA", "ZA"], _data.Succeed().Schema.Columns[0].Domain);
    }

    [Fact]
    public void Mostly_numbers_are_text_with_a_warning()
    {
        _data.WriteColumn("ticket", Enumerable.Range(0, 200).Select(i => i % 4 == 0 ? "PC 17" : $"{i % 10}"));
        Assert.Equal(ColumnType.String, _data.Succeed().Schema.Columns[0].Type);
        Assert.Contains("150 of its 200 values are numbers; others are 'PC 17'", _data.Warning("INGOT1022").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_category_that_looks_like_a_missing_value_is_told()
    {
        _data.WriteColumn("work", Enumerable.Range(0, 200).Select(i => i % 5 == 0 ? "?" : i % 2 == 0 ? "State" : "Private"));
        Assert.Contains("the value '?', which is taken as a category", (_data.Succeed(), _data.Warning("INGOT1021").Message).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("27/04/11", "28/05/12", "dd/MM/yy")]
    [InlineData("27/04/2011", "01/05/2011", "dd/MM/yyyy")]
    [InlineData("Apr 27 2011", "May 1 2012", "MMM d yyyy")]
    public void Dates_that_are_not_in_ISO_8601_are_text_and_told(string one, string other, string format)
    {
        _data.WriteColumn("day", Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? one : other));
        Assert.Equal(ColumnType.String, _data.Succeed().Schema.Columns[0].Type);
        Assert.Contains($"Say <Column Include=\"day\" Format=\"{format}\" />", _data.Warning("INGOT1023").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_orders_are_named_where_both_are_possible()
    {
        _data.WriteColumn("day", Enumerable.Range(0, 100).Select(i => $"0{1 + (i % 9)}/05/2011"));
        _data.Succeed();
        Assert.Contains("in the format dd/MM/yyyy (or MM/dd/yyyy), such as '01/05/2011'", _data.Warning("INGOT1023").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_look_like_dates_are_numbers_and_told()
    {
        _data.WriteColumn("day", Enumerable.Range(0, 100).Select(i => $"201104{10 + (i % 20)}"));
        Assert.Equal(ColumnType.Number, _data.Succeed().Schema.Columns[0].Type);
        Assert.Contains("Format=\"yyyyMMdd\"", _data.Warning("INGOT1023").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1-2-3")]
    [InlineData("10-20-30")]
    public void Sizes_are_no_dates(string size)
    {
        _data.WriteColumn("size", Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? size : "4-5-6"));
        Assert.Equal(ColumnType.String, _data.Succeed().Schema.Columns[0].Type);
        Assert.DoesNotContain(_data.Found, d => d.Code == "INGOT1023");
    }

    [Fact]
    public void A_format_reads_dates_and_refuses_others()
    {
        _data.AddColumn(c => c with { Format = "dd/MM/yyyy" }, "day");
        _data.WriteColumn("day", Enumerable.Range(0, 100).Select(i => $"{1 + (i % 28):00}/05/2011"));
        var schema = _data.Succeed().Schema;
        Assert.Equal((ColumnType.Date, "dd/MM/yyyy"), (schema.Columns[0].Type, schema.Columns[0].Format));
        Assert.Equal(1304208000000000, ((DateColumn)_data.Training["day"]).Values[0]);

        _data.Write("reference.csv", "day,usage,left\n05/27/2011,1,Yes\n05/28/2011,2,No\n");
        Directory.Delete(_data.Output, recursive: true);
        Directory.CreateDirectory(_data.Output);
        var error = _data.Fail();
        Assert.Contains("not of the type Date: '05/27/2011' (line 2), '05/28/2011' (line 3). Expected a date in the format dd/MM/yyyy.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_in_UTC_by_the_zone_that_they_name()
    {
        _data.WriteColumn("at", Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? "2012-07-04 23:30:00+02" : "2012-07-04T21:30:00Z"));
        _data.Succeed();
        Assert.Equal([1341437400000000], ((DateColumn)_data.Training["at"]).Values.Distinct());
        Assert.DoesNotContain(_data.Found, d => d.Code == "INGOT1029");
    }

    [Fact]
    public void Some_times_with_a_zone_and_some_without()
    {
        _data.WriteColumn("at", Enumerable.Range(0, 100).Select(i => i % 4 == 0 ? "2012-07-04 23:30:00+02" : "2012-07-04T21:30:00"));
        _data.Succeed();
        Assert.Contains("Of the 100 times of column 'at' 25 name their zone; the others are taken as UTC", _data.Warning("INGOT1029").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"1,234.50\"", "\"17\"", 1234.5)]
    [InlineData("\"$1,234.50\"", "$17", 1234.5)]
    [InlineData("\"1234,5\"", "\"17,25\"", 1234.5)]
    [InlineData("12.5 %", "100%", 12.5)]
    [InlineData("\"EUR 1.234,50\"", "EUR 3", 1234.5)]
    public void Numbers_as_people_write_them(string one, string other, double expected)
    {
        _data.WriteColumn("price", Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? one : other));
        Assert.Equal(ColumnType.Number, _data.Succeed().Schema.Columns[0].Type);
        Assert.Equal(expected, ((NumberColumn)_data.Training["price"]).Values[0]);
        Assert.DoesNotContain(_data.Found, d => d.Code == "INGOT1028");
    }

    [Fact]
    public void Commas_that_may_be_either_are_told_unless_another_column_proves_them()
    {
        _data.WriteColumn("price", Enumerable.Range(0, 100).Select(i => $"\"{1 + (i % 9)},250\""));
        _data.Succeed();
        Assert.Contains("'1,250' is read as 1.25 and could be 1250.", _data.Warning("INGOT1028").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_proves_the_commas_of_another()
    {
        _data.WriteBoth($"price,sum,left\n{string.Concat(Enumerable.Range(0, 100).Select(i => $"\"{1 + (i % 9)},250\",\"1,234.{i}\",{(i % 2 == 0 ? "Yes" : "No")}\n"))}");
        var schema = _data.Succeed().Schema;
        Assert.Equal(('.', ','), (schema.Reading.Text.Decimal, schema.Reading.Text.Thousands));
        Assert.Equal(1250, ((NumberColumn)_data.Training["price"]).Values[0]);
        Assert.DoesNotContain(_data.Found, d => d.Code == "INGOT1028");
    }

    [Fact]
    public void Padding_is_no_part_of_a_category()
    {
        _data.Write("train.csv", "work,usage,left\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $" {(i % 2 == 0 ? "Private" : "State")},{i % 5},{(i % 3 == 0 ? "Yes" : "No")}\n")));
        _data.Write("reference.csv", "work,usage,left\nPrivate,11,Yes\nState ,12,No\n");
        Assert.Equal(["Private", "State"], _data.Succeed().Schema.Columns[0].Domain);
        Assert.DoesNotContain(_data.Found, d => d.Code == "INGOT1009");
    }

    [Fact]
    public void Integers_that_doubles_cannot_tell_apart()
    {
        _data.WriteColumn("account", Enumerable.Range(0, 100).Select(i => $"90071992547409{93 + i}"));
        Assert.Equal(100, _data.Succeed().Schema.Columns[0].Distinct);
        Assert.Contains("has 100 different values, which become", _data.Warning("INGOT1024").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_stands_out_may_mean_a_missing_value()
    {
        _data.WriteColumn("temperature", Enumerable.Range(0, 100).Select(i => i % 20 == 0 ? "-999" : $"{i % 30}.5"));
        _data.Succeed();
        Assert.Contains("Column 'temperature' (5 times, the others from 0.5 to 29.5) has the value -999, far from all others.", _data.Warning("INGOT1025").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_number_among_large_positive_ones_may_mean_a_missing_value_and_minus_one_may_not()
    {
        _data.WriteBoth($"income,rank,left\n{string.Concat(Enumerable.Range(0, 100).Select(i => $"{(i % 20 == 0 ? -999 : 1000 + i)},{(i % 20 == 0 ? -1 : i % 5)},{(i % 2 == 0 ? "Yes" : "No")}\n"))}");
        _data.Succeed();
        Assert.Contains("'income' (5 times", _data.Warning("INGOT1025").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_for_missing_values_do_not_make_numbers_text_however_many_they_are()
    {
        _data.WriteBoth($"pulse,weight,usage,left\n{string.Concat(Enumerable.Range(0, 100).Select(i => $"{(i % 3 == 0 ? "?" : i % 40)},{(i % 4 == 0 ? "?" : "17.5")},{(i == 9 ? "NA" : i % 7)},{(i % 2 == 0 ? "Yes" : "No")}\n"))}");
        var schema = _data.Succeed().Schema;
        Assert.Equal([ColumnType.Number, ColumnType.Number], schema.Columns.Take(2).Select(c => c.Type));
        Assert.Contains("2 columns have values that are no numbers and are taken as missing: 'pulse': 34 times '?' (first in line 2); 'weight': 25 times '?' (first in line 2). If they are, leave it so, or name them for all columns: <ModelMissingValues>?;NA</ModelMissingValues>;", _data.Warning("INGOT1021").Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_data.Found, d => d.Code == "INGOT1022");
    }

    [Fact]
    public void Advice_names_the_words_that_mean_missing_values_so_far()
    {
        _data.WriteColumn("paid?", Enumerable.Range(0, 100).Select(i => i == 7 ? "rotary" : i == 9 ? "NA" : "4"));
        _data.Write("reference.csv", "paid?,usage,left\n4,8.5,Yes\n");
        Assert.Contains("<Column Include=\"paid%3F\" MissingValues=\"rotary;NA\" />", _data.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_with_the_same_word_are_told_together()
    {
        _data.WriteBoth($"work,home,usage,left\n{string.Concat(Enumerable.Range(0, 100).Select(i => $"{(i % 5 == 0 ? "?" : "State")},{(i % 4 == 0 ? "?" : "Rent")},{i % 7},{(i % 2 == 0 ? "+" : "-")}\n"))}");
        _data.Succeed();
        Assert.Contains("Columns 'work', 'home' have the value '?', which is taken as a category like others. If it means a missing value, say <Column Include=\"work;home\" MissingValues=\"?\" />", _data.Warning("INGOT1021").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("April-2015", "May-2016", "MMMM-yyyy")]
    [InlineData("1949-01", "1950-12", "yyyy-MM")]
    [InlineData("10142018", "09302018", "MMddyyyy")]
    public void Months_and_digits_that_look_like_dates_are_told(string one, string other, string format)
    {
        _data.WriteColumn("day", Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? one : other));
        _data.Succeed();
        Assert.Contains($"Say <Column Include=\"day\" Format=\"{format}\" />", _data.Warning("INGOT1023").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dates_of_one_form_are_told_together()
    {
        _data.WriteBoth($"opened,closed,usage,left\n{string.Concat(Enumerable.Range(0, 100).Select(i => $"{1 + (i % 12)}/27/2011,{1 + (i % 12)}/28/2011,{i % 7},{(i % 2 == 0 ? "Yes" : "No")}\n"))}");
        _data.Succeed();
        Assert.Contains("<Column Include=\"opened;closed\" Format=\"M/d/yyyy\" />", _data.Warning("INGOT1023").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_is_none_or_is_not_split_is_thought_of_when_the_label_is_no_column()
    {
        _data.Write("train.csv", "ham,see you later\nspam,win a prize\nham,hello\n");
        Assert.Contains("if these are values, the file has no header: say Header=\"false\"", _data.Fail().Message, StringComparison.Ordinal);
        using var fixedWidth = new DataFolder();
        fixedWidth.Write("train.csv", "usage  left\n  1.5   Yes\n  2.5    No\n");
        Assert.Contains("If another mark separates the values, say Delimiter in the item of the file", fixedWidth.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_means_a_missing_value()
    {
        _data.AddColumn(c => c with { MissingWords = ["-999"] }, "temperature");
        _data.WriteColumn("temperature", Enumerable.Range(0, 100).Select(i => i % 20 == 0 ? "-999.0" : $"{i % 30}.5"));
        _data.Succeed();
        Assert.Equal(5, ((NumberColumn)_data.Training["temperature"]).Values.Count(double.IsNaN));
        Assert.DoesNotContain(_data.Found, d => d.Code == "INGOT1025");
    }

    [Fact]
    public void Words_for_missing_values_among_numbers_with_a_decimal_comma()
    {
        // No other column has numbers with a point: the comma is that of all columns.
        _data.WriteBoth($"price,left\n{string.Concat(Enumerable.Range(0, 200).Select(i => $"{(i % 40 == 3 ? "?" : $"\"{i % 9},{i % 90 + 10}\"")},{(i % 2 == 0 ? "Yes" : "No")}\n"))}");
        var schema = _data.Succeed().Schema;
        Assert.Equal((ColumnType.Number, ','), (schema.Columns[0].Type, schema.Reading.Text.Decimal));
        Assert.Contains("5 times '?' (first in line 5)", _data.Warning("INGOT1021").Message, StringComparison.Ordinal);
        Assert.Equal(5, ((NumberColumn)_data.Training["price"]).Values.Count(double.IsNaN));
    }
}
