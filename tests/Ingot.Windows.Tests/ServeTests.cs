using System.Net.Http.Json;
using System.Text.Json;
using Ingot.Tests.Shared;

namespace Ingot.Windows.Tests;

/// <summary><c>dotnet ingot serve</c> on Windows, asked by this machine.</summary>
[Collection(WindowsGroup.Name)]
public class ServeTests(WindowsMachine machine)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [WineFact]
    public async Task A_packed_model_answers_as_it_was_tested()
    {
        var sample = machine.Sample("Churn");
        var packages = Directory.CreateDirectory(Path.Combine(sample.There, "packages")).FullName;
        machine.Workshop.DotNet(Path.Combine(sample.Here, "models", "Churn"), "pack", "-c", "Debug", "-o", packages).Succeeded();

        using var server = machine.Start("serve", "--package", "Contoso.Churn@1.0.0", "--packages", machine.PathOf(packages), "--urls", "http://127.0.0.1:0");
        try
        {
            using var over = new CancellationTokenSource(Patience);
            using var client = new HttpClient { BaseAddress = await ListeningAddress.FindAsync(server.StandardOutput, over.Token) };
            var golden = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(sample.Ingot(sample.Here), "export", "golden.json"), over.Token)).RootElement;
            Assert.NotEqual(0, golden.GetProperty("rows").GetArrayLength());
            foreach (var row in golden.GetProperty("rows").EnumerateArray())
            {
                using var answer = await client.PostAsJsonAsync("/models/Contoso.Churn/predict", row.GetProperty("inputs"), over.Token);
                var text = await answer.Content.ReadAsStringAsync(over.Token);
                Assert.True(answer.IsSuccessStatusCode, text);
                Assert.Equal(
                    row.GetProperty("scores")[0].GetSingle(),
                    JsonDocument.Parse(text).RootElement.GetProperty("prediction").GetProperty("probability").GetSingle());
            }
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }
}
