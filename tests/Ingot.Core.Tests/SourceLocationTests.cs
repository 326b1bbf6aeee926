using Ingot.Core.Diagnostics;

namespace Ingot.Core.Tests;

public class SourceLocationTests
{
    [Fact]
    public void Is_written_as_MSBuild_writes_it() =>
        Assert.Equal("Churn.csproj(17,5)", new SourceLocation("Churn.csproj", 17, 5).ToString());
}
