using System.Runtime.CompilerServices;

namespace Ingot.Packaging.Tests;

/// <summary>Compares text with the committed file <c>Class.Method.verified.txt</c>, and writes <c>.received.txt</c> beside it when they differ.</summary>
internal static class Verified
{
    public static void Text(string text, object test, [CallerMemberName] string method = "", [CallerFilePath] string file = "")
    {
        var name = $"{test.GetType().Name}.{method}";
        var verified = Path.Combine(AppContext.BaseDirectory, name + ".verified.txt");
        var expected = File.Exists(verified) ? File.ReadAllText(verified) : null;
        if (expected == text)
        {
            return;
        }

        // The compiler maps the source folder in deterministic builds; then the received file goes beside the tests.
        var folder = Path.GetDirectoryName(file)!;
        var received = Path.Combine(Directory.Exists(folder) ? folder : AppContext.BaseDirectory, name + ".received.txt");
        File.WriteAllText(received, text);
        Assert.Fail($"{name}: the text is not the verified one. Compare {received} with {name}.verified.txt and copy it there when it is right.");
    }
}
