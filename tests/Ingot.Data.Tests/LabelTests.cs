using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data.Tests;

public sealed class LabelTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void A_label_that_is_not_a_column()
    {
        _data.Write("train.csv", DataFolder.Plain);
        _data.Spec = _data.Spec with { Label = "gone" };
        var error = _data.Fail();
        Assert.Equal("INGOT1005", error.Code);
        Assert.Contains("usage, plan, left", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_with_one_class()
    {
        _data.Write("train.csv", "usage,plan,left\n1,a,Yes\n2,b,Yes\n");
        Assert.Equal("INGOT1011", _data.Fail().Code);
    }

    [Fact]
    public void A_label_with_missing_values_says_where()
    {
        _data.Write("train.csv", DataFolder.Plain + "5,a,\n6,\"b\n\nc\",\" \"\n7,a,NA\n");
        var error = _data.Fail();
        Assert.Equal("INGOT1011", error.Code);
        Assert.StartsWith("3 values of column 'left' in the training data are missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("are missing, and the label needs a value in every row: line 6, line 7, line 10. Drop the rows with <Column Include=\"left\" Missing=\"DropRow\" />", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_a_label_can_be_dropped()
    {
        _data.Write("train.csv", DataFolder.Plain + "5,a,\n");
        _data.AddColumn("left", MissingValues.DropRow);
        Assert.Equal(4, _data.Succeed().TrainingRows);
    }

    [Fact]
    public void A_label_that_is_also_ignored()
    {
        _data.Write("train.csv", DataFolder.Plain);
        _data.AddColumn("left", role: ColumnRole.Ignored);
        var error = _data.Fail();
        Assert.Equal(("INGOT1011", 9), (error.Code, error.Location.Line));
    }

    [Theory]
    [InlineData("0", "1", "0", "1", "1")]
    [InlineData("0.0", "1.0", "0", "1", "1")]
    [InlineData("false", "true", "false", "true", "true")]
    [InlineData("No ", " Yes", "No", "Yes", "Yes")]
    [InlineData("1.5", "2.0", "1.5", "2.0", "1.5")]
    public void Classes_of_two_values(string one, string other, string first, string second, string positive)
    {
        _data.WriteBoth($"usage,left\n1,{one}\n2,{other}\n3,{other}\n");
        var schema = _data.Succeed().Schema;
        Assert.Equal(ModelTask.BinaryClassification, schema.Task);
        Assert.Equal([first, second], schema.Label.Domain!);
        Assert.Equal(positive, schema.PositiveClass);
        Assert.Equal<string?[]>([first, second, second], _data.Strings("left"));
    }

    [Fact]
    public void Whole_classes_agree_however_they_are_written()
    {
        _data.Write("train.csv", "usage,left\n1,0\n2,1\n");
        _data.Write("reference.csv", "usage,left\n3,0.0\n4,1.0\n");
        _data.Succeed();
        Assert.Empty(_data.Found);
    }

    [Fact]
    public void Whole_numbers_are_classes_when_the_task_says_so_and_values_else()
    {
        _data.WriteBoth("usage,left\n1,3\n2,1\n3,2\n");
        Assert.Equal(ModelTask.Regression, _data.Succeed().Schema.Task);
        File.Delete(_data.Spec.SchemaFile);
        _data.Spec = _data.Spec with { Task = ModelTask.MulticlassClassification };
        Assert.Equal(["1", "2", "3"], _data.Succeed().Schema.Classes);
    }

    [Fact]
    public void A_class_that_only_the_reference_data_have_is_an_error()
    {
        _data.Write("train.csv", DataFolder.Plain);
        _data.Write("reference.csv", "usage,plan,left\n1,a,Maybe\n");
        Assert.Equal("INGOT1009", _data.Fail().Code);
    }

    [Fact]
    public void Text_cannot_be_regressed_on()
    {
        _data.Write("train.csv", DataFolder.Plain);
        _data.Spec = _data.Spec with { Task = ModelTask.Regression };
        Assert.Null(_data.Run());
        Assert.All(_data.Found, d => Assert.Equal("INGOT1007", d.Code));
    }

    [Fact]
    public void A_few_whole_numbers_may_be_classes()
    {
        _data.WriteBoth("usage,left\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 7}.5,{1 + (i % 3)}\n")));
        Assert.Equal(ModelTask.Regression, _data.Succeed().Schema.Task);
        Assert.Contains("has 3 different whole numbers (1, 2, 3), and is taken for an amount", _data.Warning("INGOT1037").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ModelTask.Regression)]
    [InlineData(ModelTask.MulticlassClassification)]
    public void What_the_project_says_is_no_guess(ModelTask task)
    {
        _data.Spec = _data.Spec with { Task = task };
        _data.WriteBoth("usage,left\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 7}.5,{1 + (i % 3)}\n")));
        Assert.Equal(task, _data.Succeed().Schema.Task);
        Assert.DoesNotContain(_data.Found, d => d.Code == "INGOT1037");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Classes_where_a_number_is_to_be_predicted_ask_for_another_task_and_not_for_another_type(bool hasSchema)
    {
        _data.Spec = _data.Spec with { Task = ModelTask.Regression };
        if (hasSchema)
        {
            _data.WriteBoth("usage,left\n1,1.5\n2,2.5\n3,4\n");
            _data.Succeed();
        }

        _data.WriteBoth("usage,left\n1,Yes\n2,No\n3,Yes\n");
        _data.Run();

        Assert.All(_data.Found.Where(d => d.Code == "INGOT1007"), d =>
        {
            Assert.Contains("if they are classes, the ModelTask is BinaryClassification or MulticlassClassification", d.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("type", d.Message[d.Message.IndexOf("Correct", StringComparison.Ordinal)..], StringComparison.OrdinalIgnoreCase);
        });
        Assert.Contains(_data.Found, d => d.Code == "INGOT1007");
    }

    [Theory]
    [InlineData(ModelTask.BinaryClassification, "drop the rows with <ModelFilter>; a model of more than two classes has the ModelTask MulticlassClassification.")]
    [InlineData(ModelTask.MulticlassClassification, "or add them to the schema's domain, with training rows of each.")]
    public void A_new_class_is_added_only_where_there_may_be_one(ModelTask task, string remedy)
    {
        _data.Spec = _data.Spec with { Task = task };
        _data.Write("train.csv", "usage,left\n1,Yes\n2,No\n3,Yes\n4,No\n");
        _data.Write("reference.csv", "usage,left\n5,Maybe\n");

        var error = _data.Fail();

        Assert.Equal("INGOT1009", error.Code);
        Assert.EndsWith(remedy, error.Message, StringComparison.Ordinal);
    }
}
