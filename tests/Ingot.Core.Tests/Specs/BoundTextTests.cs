using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Specs;

public class BoundTextTests
{
    [Theory]
    [InlineData("Recall>=0.8", "Recall", true, "0.8", "Recall>=0.8")]
    [InlineData("  Size <=  500 KB ", "Size", false, "500 KB", "Size<=500 KB")]
    [InlineData("Recall[<=5]>=50%", "Recall[<=5]", true, "50%", "Recall[<=5]>=50%")]
    [InlineData("Recall[>=5]<=1", "Recall[>=5]", false, "1", "Recall[>=5]<=1")]
    public void A_bound_has_a_name_a_side_and_a_value(string text, string name, bool isLeast, string value, string written)
    {
        var bound = BoundText.Parse(text)!;

        Assert.Equal(new BoundText(name, isLeast, value), bound);
        Assert.Equal(written, bound.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Recall")]
    [InlineData("Recall>0.8")]
    [InlineData("Recall=0.8")]
    [InlineData("Recall=>0.8")]
    [InlineData(">=0.8")]
    [InlineData("Recall>= ")]
    public void What_lacks_one_of_them_is_none(string text) => Assert.Null(BoundText.Parse(text));
}
