using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Serving;
using Ingot.Serving.Observers;
using Ingot.Serving.Security;
using Ingot.Serving.Telemetry;
using Ingot.Tool.Serving.Monitoring;
using Ingot.Tool.Workers;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Ingot.Tool.Serving;

/// <summary>The ready-made server: Kestrel, the endpoints of Ingot.Serving, and OpenTelemetry.</summary>
internal static class ServeHost
{
    private const string ServiceName = "ingot";
    private const int MostSeries = 50_000;

    /// <summary>Makes the server; it does not listen yet.</summary>
    /// <exception cref="IngotException">INGOT7005: it would be open to everybody. INGOT7007: a setting is wrong.</exception>
    public static WebApplication Create(ServeSettings settings, Action<WebApplicationBuilder>? customize = null)
    {
        var options = new ServingOptions();
        settings.Configure(options);
        CheckAddresses(settings, options.Access);
        var certificate = ServerCertificate.Load(settings);

        // Neither arguments nor files of the current folder configure it: what comes with a checkout must not.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = ServiceName, EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrel(kestrel => Listen(kestrel, settings.Urls, certificate));
        builder.Services.AddRoutingCore();

        // Tells systemd, if it started the process, when the server listens and when it stops.
        builder.Services.AddSystemd();
        AddLogging(builder.Logging, settings.JsonLogs);
        builder.Services.AddSingleton(ModelTrial.With(options.Trial));
        builder.Services.AddIngotModels(settings.Configure);

        // What the page's cookies are encrypted with ends with the process: nothing of it lies on a disk.
        builder.Services.AddDataProtection();
        builder.Services.Configure<KeyManagementOptions>(o => o.XmlRepository = new MemoryKeys());
        builder.Services.Configure<AntiforgeryOptions>(o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        if (settings.Log is { } log)
        {
            builder.Services.AddIngotPredictionLog(log);
        }

        if (options.ManageChannels && settings.Sinks.Count > 0)
        {
            builder.Services.AddSingleton(p => new ChannelAlerts(settings.Sinks, p.GetRequiredService<ILogger<ChannelAlerts>>()));
            builder.Services.AddSingleton<IChannelObserver>(p => p.GetRequiredService<ChannelAlerts>());
            builder.Services.AddHostedService(p => p.GetRequiredService<ChannelAlerts>());
        }

        if (settings.Monitor is { } monitor)
        {
            builder.Services.AddSingleton(monitor);
            builder.Services.AddSingleton<IProductionMeter, ProductionMeter>();
            builder.Services.AddHostedService<ProductionWatch>();
        }

        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = settings.DrainTimeout + options.Limits.DrainDelay);
        AddTelemetry(builder.Services, settings.Collector);
        customize?.Invoke(builder);
        var application = builder.Build();
        application.UseRouting();
        application.UseAuthentication();
        application.UseAuthorization();
        application.MapIngotModels();
        application.MapIngotPage();
        application.MapIngotDocumentation();
        application.MapPrometheusScrapingEndpoint().RequireAuthorization(ServingScopes.PredictPolicy);
        return application;
    }

    private static void AddLogging(ILoggingBuilder logging, bool json)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        // It logs nothing below Information, and makes an activity for each request as long as anybody would hear of its failures.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // It warns that keys are stored unencrypted: these are in memory only.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        // Why the server does not start is said once, by its code.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        if (json)
        {
            // In JSON an escape is the same text; and no CI system finds a command in it.
            var characters = new TextEncoderSettings(UnicodeRanges.BasicLatin);
            characters.ForbidCharacters('#');
            logging.AddJsonConsole(o =>
            {
                o.UseUtcTimestamp = true;
                o.JsonWriterOptions = JsonFormat.Writer with { Indented = false, Encoder = JavaScriptEncoder.Create(characters) };
            });
        }
        else if (SystemdHelpers.IsSystemdService())
        {
            logging.AddSystemdConsole();
        }
        else
        {
            logging.AddConsole(o => o.FormatterName = PlainConsoleFormatter.FormatterName);
            logging.AddConsoleFormatter<PlainConsoleFormatter, ConsoleFormatterOptions>();
        }
    }

    private static void AddTelemetry(IServiceCollection services, Uri? collector)
    {
        var telemetry = services.AddOpenTelemetry().ConfigureResource(r => r.AddService(ServiceName));
        telemetry.WithMetrics(m =>
        {
            m.AddMeter(ServingMetrics.Name, "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime").AddAspNetCoreInstrumentation().AddPrometheusExporter();

            // Of hundreds of columns each has several series.
            m.AddView("ingot.monitor*", new MetricStreamConfiguration { CardinalityLimit = MostSeries });
            if (collector is not null)
            {
                m.AddOtlpExporter(o => o.Endpoint = collector);
            }
        });
        if (collector is not null)
        {
            telemetry.WithTracing(t => t.AddSource(ServingMetrics.Name).AddAspNetCoreInstrumentation().AddOtlpExporter(o => o.Endpoint = collector));
        }
    }

    private static void CheckAddresses(ServeSettings settings, AccessOptions access)
    {
        foreach (var url in settings.Urls)
        {
            if (url.Scheme == Uri.UriSchemeHttps && settings.Certificate is null)
            {
                throw Wrong("--urls", url, "an http address, or an https one together with --certificate");
            }

            if (!IsLoopback(url) && !access.IsProtected && !access.AllowAnonymous)
            {
                throw new IngotException(ServeDiagnostics.OpenToAll.At(
                    SourceLocation.None,
                    $"The address {url} can be reached from other machines, and there are neither API keys nor tokens: everybody could ask for predictions, and unload models. Give --api-keys or --jwt-authority, listen on http://127.0.0.1, or say --allow-anonymous if that is meant."));
            }
        }
    }

    private static bool IsLoopback(Uri url) =>
        url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static void Listen(KestrelServerOptions kestrel, IReadOnlyList<Uri> urls, ServerCertificate? certificate)
    {
        kestrel.AddServerHeader = false;
        foreach (var url in urls)
        {
            void Configure(ListenOptions listen)
            {
                if (url.Scheme == Uri.UriSchemeHttps)
                {
                    listen.UseHttps(certificate!.Configure);
                }
            }

            if (url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && url.Port != 0)
            {
                kestrel.ListenLocalhost(url.Port, Configure);
            }
            else if (IsLoopback(url) && !IPAddress.TryParse(url.Host.Trim('[', ']'), out _))
            {
                kestrel.Listen(IPAddress.Loopback, url.Port, Configure);
            }
            else if (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address))
            {
                kestrel.Listen(address, url.Port, Configure);
            }
            else
            {
                kestrel.ListenAnyIP(url.Port, Configure);
            }
        }
    }

    internal static IngotException Wrong(string setting, object? found, string expected) => new(ServeDiagnostics.WrongSetting.At(
        SourceLocation.None, $"The setting {setting} is '{found}'; expected {expected}. Correct it."));
}
