using Ingot.Search.Spaces;

namespace Ingot.Search.Tests.Spaces;

public class SearchSpaceTests
{
    [Fact]
    public void A_parameter_exists_with_the_choices_of_its_condition()
    {
        var space = Samples.Conditional;

        Assert.True(space.Has(space["depth"], Samples.Point(("kind", 1))));
        Assert.False(space.Has(space["depth"], Samples.Point(("kind", 0))));
        Assert.True(space.Has(space["kind"], Samples.Point()));
    }

    [Fact]
    public void What_depends_on_something_that_does_not_exist_does_not_exist()
    {
        var space = Samples.Conditional;

        Assert.False(space.Has(space["rate"], Samples.Point(("kind", 0))));
        Assert.True(space.Has(space["rate"], Samples.Point(("kind", 1), ("mode", 1))));
        Assert.False(space.Has(space["rate"], Samples.Point(("kind", 1), ("mode", 0))));
    }

    [Fact]
    public void Groups_are_of_parameters_that_exist_together() =>
        Assert.Equal(["kind,x", "depth,mode", "rate"], Samples.Conditional.Groups.Select(g => string.Join(',', g.Select(p => p.Name))));

    [Fact]
    public void A_point_is_told_in_words() =>
        Assert.Equal("kind=b, x=0.5, depth=3, mode=slow", Samples.Conditional.Text(Samples.Point(("mode", 0), ("x", 0.5), ("kind", 1), ("depth", 3))));

    [Theory]
    [InlineData("nothing", "a")]
    [InlineData("x", "1")]
    [InlineData("kind", "c")]
    public void A_condition_that_nothing_fulfils_is_refused(string parameter, string value) => Assert.Throws<ArgumentException>(() => new SearchSpace(
    [
        new SearchParameter("kind", new ChoiceDomain(["a", "b"])),
        new SearchParameter("x", new NumberDomain(0, 1)),
        new SearchParameter("y", new NumberDomain(0, 1)) { Conditions = [new ParameterCondition(parameter, [value])] },
    ]));

    [Fact]
    public void Two_parameters_of_one_name_are_refused() => Assert.Throws<ArgumentException>(() => new SearchSpace(
        [new SearchParameter("x", new NumberDomain(0, 1)), new SearchParameter("x", new NumberDomain(0, 2))]));
}
