using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Data.Tests;

public sealed class CleaningTests : IDisposable
{
    private readonly DataFolder _data = new();

    public CleaningTests() => _data.Write("train.csv", DataFolder.Plain);

    public void Dispose() => _data.Dispose();

    [Fact]
    public void A_filter_keeps_the_rows_that_fulfil_it_and_their_numbers()
    {
        _data.Spec = _data.Spec with { Filter = "usage > 2 -- not the first" };
        var prepared = _data.Succeed();
        Assert.Equal((3, 2), (prepared.TrainingRows, prepared.ReferenceRows));
        Assert.Equal([1, 2, 3], ((NumberColumn)_data.Training["__row"]).Values);
    }

    [Fact]
    public void A_filter_may_leave_two_of_three_classes()
    {
        _data.Write("train.csv", DataFolder.Plain + "9,a,Unknown\n");
        _data.Spec = _data.Spec with { Filter = "\"left\" <> 'Unknown'" };
        Assert.Equal(["No", "Yes"], _data.Succeed().Schema.Label.Domain!);
    }

    [Theory]
    [InlineData("usage >", "not valid SQL")]
    [InlineData("nothing > 1", "not valid SQL")]
    [InlineData("usage > 100", "leaves no row")]
    [InlineData("(SELECT count(*) FROM read_csv('train.csv')) > 0", "Cannot access file")]
    public void A_filter_that_cannot_be_used(string filter, string what)
    {
        _data.Spec = _data.Spec with { Filter = filter };
        var error = _data.Fail();
        Assert.Equal("INGOT1014", error.Code);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_a_value_can_be_dropped()
    {
        _data.Write("train.csv", DataFolder.Plain + ",a,Yes\n,b,No\n");
        _data.AddColumn("usage", MissingValues.DropRow);
        Assert.Equal(4, _data.Succeed().TrainingRows);
    }

    [Fact]
    public void The_first_of_equal_rows_stays()
    {
        _data.Write("train.csv", "usage,plan,left\n1,a,Yes\n2,,No\n1.0,a,Yes\n2,,No\n3,b,No\n");
        _data.Spec = _data.Spec with { RemoveDuplicates = true };
        _data.Succeed();
        Assert.Equal([0, 1, 4], ((NumberColumn)_data.Training["__row"]).Values);
    }

    [Fact]
    public void Equal_rows_stay_by_default()
    {
        _data.Write("train.csv", DataFolder.Plain + DataFolder.Plain[(DataFolder.Plain.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        Assert.Equal(8, _data.Succeed().TrainingRows);
    }

    [Theory]
    [InlineData("predicted_label")]
    [InlineData("score")]
    [InlineData("probability")]
    [InlineData("probabilities")]
    [InlineData("__row")]
    public void Names_of_outputs_are_reserved(string name)
    {
        _data.WriteBoth(DataFolder.Plain.Replace("usage", name, StringComparison.Ordinal));
        Assert.Null(_data.Run());
        var errors = _data.Found.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.NotEmpty(errors);
        Assert.All(errors, d => Assert.Equal("INGOT1015", d.Code));
        Assert.False(File.Exists(_data.Spec.SchemaFile));
    }

    [Fact]
    public void The_name_of_an_input_that_says_whether_a_value_is_there_is_reserved()
    {
        _data.WriteBoth("flag,flag__present,left\ntrue,1,Yes\n,2,No\nfalse,3,Yes\ntrue,4,No\n");
        var error = _data.Fail();
        Assert.Equal("INGOT1015", error.Code);
        Assert.Contains("'flag__present' has the name of the model's input that says whether 'flag' is present", error.Message, StringComparison.Ordinal);

        // Where every value is there the model has no such input.
        _data.WriteBoth("flag,flag__present,left\ntrue,1,Yes\nfalse,2,No\nfalse,3,Yes\ntrue,4,No\n");
        _data.Succeed();
    }

    [Fact]
    public void A_column_that_only_the_project_knows()
    {
        _data.AddColumn("gone");
        var error = _data.Fail();
        Assert.Equal(("INGOT1005", 9), (error.Code, error.Location.Line));
    }
}
