namespace Ingot.Artifacts.Tests;

public sealed class WorkerOrderTests
{
    private const string Folder = "/models/Zürich Ost";

    [Fact]
    public void An_order_is_read_as_it_was_given_whatever_is_in_it()
    {
        string[] arguments = ["worker", "train", "--project", "C:\\a b\\\"ü\"", "", "line\nbreak", "ended"];

        var given = WorkerOrder.Of(Folder, arguments);
        var read = WorkerOrder.Parse(given.ToString());

        Assert.DoesNotContain('\n', given.ToString());
        Assert.Equal((given.Mark, Folder), (read.Mark, read.Folder));
        Assert.Equal(arguments, read.Arguments);
    }

    [Fact]
    public void An_order_without_arguments_is_one()
    {
        var given = WorkerOrder.Of(Folder, []);
        var read = WorkerOrder.Parse(given.ToString());

        Assert.Equal((given.Mark, Folder), (read.Mark, read.Folder));
        Assert.Empty(read.Arguments);
        Assert.NotEqual(given.Mark, WorkerOrder.Of(Folder, []).Mark);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(-6, true)]
    public void Its_end_is_known_by_its_mark(int exitCode, bool leaves)
    {
        var order = WorkerOrder.Of(Folder, []);

        Assert.True(order.IsEndedBy(order.End(exitCode, leaves), out var code, out var goes));
        Assert.Equal((exitCode, leaves), (code, goes));
    }

    [Fact]
    public void What_anything_else_prints_ends_nothing()
    {
        var order = WorkerOrder.Of(Folder, []);

        Assert.False(order.IsEndedBy(WorkerOrder.Of(Folder, []).End(0, leaves: false), out _, out _));
        Assert.False(order.IsEndedBy("ended", out _, out var leaves));
        Assert.False(leaves);
        Assert.False(order.IsEndedBy($"ended{order.Mark} 0 stays", out _, out _));
        Assert.False(order.IsEndedBy($"ended {order.Mark}0 stays more", out _, out _));
        Assert.False(order.IsEndedBy($" ended {order.Mark} 0 stays", out _, out _));
        Assert.False(order.IsEndedBy($"ended {order.Mark} 0 stays or not", out _, out _));
        Assert.False(order.IsEndedBy($"ended {order.Mark} zero stays", out _, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("mark")]
    [InlineData("mark folder")]
    [InlineData("mark =bm90IGJhc2U2NA")]
    [InlineData("mark xYWJj")]
    [InlineData("mark  =YWJj")]
    public void What_is_no_order_is_refused(string line) => Assert.Throws<FormatException>(() => WorkerOrder.Parse(line));

    [Fact]
    public void What_is_wrong_with_an_order_is_said()
    {
        Assert.Equal("An order has a mark and a folder.", Assert.Throws<FormatException>(() => WorkerOrder.Parse("mark")).Message);
        Assert.Equal("'xYWJj' is no word of an order.", Assert.Throws<FormatException>(() => WorkerOrder.Parse("mark xYWJj")).Message);
    }
}
