using System.Net;
using Ingot.Serving.Security;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ingot.Serving.Tests;

/// <summary>Who counts as one who tries keys.</summary>
public sealed class SignInGuardTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", false)]
    [InlineData("192.0.2.1", "192.0.2.2", true)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db9:1:2::1", true)]
    public void Keys_are_counted_by_address_and_in_version_6_by_network(string from, string other, bool isAllowed)
    {
        using var guard = new SignInGuard(NullLogger<SignInGuard>.Instance);
        for (var i = 0; i < SignInGuard.Tries; i++)
        {
            Assert.True(guard.Allows(IPAddress.Parse(from)));
            guard.Count(IPAddress.Parse(from));
        }

        Assert.Equal((false, isAllowed), (guard.Allows(IPAddress.Parse(from)), guard.Allows(IPAddress.Parse(other))));
    }
}
