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

    /// <summary>Texts that would give the same key if one of the two lengths, or both, were not part of it.</summary>
    [Theory]
    [InlineData("a", "1\np:b=2")]
    [InlineData("a", "1\n3:p:b=2")]
    [InlineData("a", "1\np:b=1:2")]
    [InlineData("a", "1\n3:p:b=1:2")]
    [InlineData("a=1\np:b", "2")]
    [InlineData("a=1:1\np:b", "2")]
    [InlineData("a=1\n3:p:b", "2")]
    [InlineData("a=1:1\n3:p:b", "2")]
    public void Text_in_a_name_or_a_value_cannot_pass_for_another_parameter(string name, string value)
    {
        var two = new StageKey("train", 1);
        two.Add("a", "1");
        two.Add("b", "2");

        Assert.NotEqual(Key("train", 1, name, value), two.Compute());
    }

    [Fact]
    public void A_parameter_is_no_input_and_none_is_the_other_s_order()
    {
        var keys = new Action<StageKey>[]
        {
            k => k.Add("a", "1"),
            k => k.AddInput("a", "1"),
            k => k.AddInput("a", null),
            k => { k.Add("a", "1"); k.Add("b", "2"); },
            k => { k.Add("b", "2"); k.Add("a", "1"); },
        }.Select(add =>
        {
            var key = new StageKey("train", 1);
            add(key);
            return key.Compute();
        });

        Assert.Equal(5, keys.Distinct().Count());
    }

    /// <summary>Caches of everybody are by these keys: SHA-256, here of another program (Python's hashlib), of a text that says all names and values with their lengths.</summary>
    [Fact]
    public void The_key_is_that_of_this_text_for_ever()
    {
        var key = new StageKey("train", 3);
        key.Add("Seed", "1");
        key.Add("Empty", null);
        key.AddInput("data.csv", "abcd");
        key.AddInput("gone", null);

        // 5:stage=5:train\n7:version=1:3\n6:p:Seed=1:1\n7:p:Empty=0:\n10:i:data.csv=4:abcd\n6:i:gone=0:\n
        Assert.Equal("8fcbb750dfe80568a9ac5f469a6ced683af4d17294e442e8274c54d9175301be", key.Compute());
        Assert.Equal([KeyValuePair.Create("Seed", "1"), KeyValuePair.Create("Empty", string.Empty)], key.Parameters);
        Assert.Equal([KeyValuePair.Create("data.csv", "abcd"), KeyValuePair.Create("gone", string.Empty)], key.Inputs);
    }

    private static string Key(string stage, int version, string name, string value)
    {
        var key = new StageKey(stage, version);
        key.Add(name, value);
        return key.Compute();
    }
}
