using Ingot.Artifacts.Stages;

namespace Ingot.Artifacts.Tests;

public class StageKeyTests
{
    [Fact]
    public void The_same_dependencies_give_the_same_key()
    {
        Assert.Equal(Key("train", 1, "Seed", "1"), Key("train", 1, "Seed", "1"));
    }

    [Theory]
    [InlineData("evaluate", 1, "Seed", "1")]
    [InlineData("train", 2, "Seed", "1")]
    [InlineData("train", 1, "Seeds", "1")]
    [InlineData("train", 1, "Seed", "2")]
    public void Whatever_differs_changes_the_key(string stage, int version, string name, string value)
    {
        Assert.NotEqual(Key("train", 1, "Seed", "1"), Key(stage, version, name, value));
    }

    [Fact]
    public void Text_in_a_value_cannot_pass_for_another_parameter()
    {
        var one = new StageKey("train", 1);
        one.Add("a", "1\n3:p:b=1:2");
        var two = new StageKey("train", 1);
        two.Add("a", "1");
        two.Add("b", "2");
        Assert.NotEqual(one.Compute(), two.Compute());
    }

    private static string Key(string stage, int version, string name, string value)
    {
        var key = new StageKey(stage, version);
        key.Add(name, value);
        return key.Compute();
    }
}
