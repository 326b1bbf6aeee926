namespace Ingot.Artifacts.Tests;

/// <summary>A name that is almost one of the known ones is taken for it; another word is not.</summary>
public class MisspellingTests
{
    [Theory]
    [InlineData("Gate", "Gate", 0)]
    [InlineData("GATES", "gate", 0)]
    [InlineData("Lable", "Label", 1)]
    [InlineData("Seeed", "Seed", 1)]
    [InlineData("InvariantTest", "InvarianceTest", 2)]
    [InlineData("TrainngData", "TrainingData", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("ca", "abc", 3)]
    [InlineData("s", "", 1)]
    public void Edits_are_letters_added_removed_replaced_or_swapped(string a, string b, int edits)
    {
        Assert.Equal(edits, Misspelling.EditsBetween(a, b));
        Assert.Equal(edits, Misspelling.EditsBetween(b, a));
    }

    [Theory]
    [InlineData("Gates", "Gate")]
    [InlineData("Gaet", "Gate")]
    [InlineData("Colunm", "Column")]
    [InlineData("InvariantTest", "InvarianceTest")]
    [InlineData("Content", null)]
    [InlineData("Page", null)]
    [InlineData("Resource", null)]
    [InlineData("", null)]
    public void The_nearest_is_named_when_it_is_near(string name, string? nearest) =>
        Assert.Equal(nearest, Misspelling.NearestOf(name, ["Column", "Gate", "InvarianceTest", "Slice"]));

    [Fact]
    public void Of_names_at_the_same_distance_the_first_is_taken_and_long_ones_are_not_compared()
    {
        Assert.Equal(("cat", 1), Misspelling.Closest("hat", ["cat", "bat"]));
        Assert.Equal(1, Misspelling.EditsBetween(new string('x', 64), new string('x', 63)));
        Assert.Equal(int.MaxValue, Misspelling.EditsBetween(new string('x', 65), "x"));
        Assert.Equal(int.MaxValue, Misspelling.EditsBetween("x", new string('x', 65)));
    }

    [Fact]
    public void Of_no_names_none_is_near()
    {
        Assert.Null(Misspelling.NearestOf("Gate", []));
        Assert.Null(Misspelling.NearestOf(new string('x', 1000), [new string('x', 999)]));
    }
}
